"""What happens to accounts that other apps may want to know. Events carry ids only."""

from dataclasses import dataclass

from lms_site.events import Event


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Event):
    """A person changed what others see of them: name, photo, headline, text, website, or whether it is seen."""

    user_id: int
