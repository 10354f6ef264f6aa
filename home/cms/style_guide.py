"""Every component and every block on one page, for whoever designs, writes or reviews."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.blocks import Block

from catalog.blocks import LessonBody
from catalog.models import CourseSummary
from catalog.models.category import Motif
from lms_site.public import mark_private

ROLES = (
    *("paper", "surface", "raised", "sunken", "ink", "ink-soft", "line", "line-strong"),
    *("accent", "accent-strong", "accent-wash", "good", "good-wash", "warn", "warn-wash", "bad", "bad-wash", "focus"),
)
HUES = {Motif.KAWUNG: 262, Motif.PARANG: 200, Motif.TRUNTUM: 150, Motif.CEPLOK: 40, Motif.MEGA_MENDUNG: 20}


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the content that the chooser previews it with."""

    label: str
    description: str
    html: SafeString


class SampleForm(forms.Form):
    """Each kind of field once."""

    name = forms.CharField(label=_("Name"), help_text=_("As your teachers and fellow learners see it."))
    about = forms.CharField(label=_("About you"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    level = forms.ChoiceField(label=_("Level"), choices=[("1", _("Beginner")), ("2", _("Advanced"))])
    agree = forms.BooleanField(label=_("Others may see my photo, headline and text"), required=False)


def shown_blocks() -> list[ShownBlock]:
    """The blocks of a lesson, in the order of the chooser; those that load another site's player without it."""
    return [_shown(block) for block in LessonBody().child_blocks.values()]


def _shown(block: Block) -> ShownBlock:
    value = block.get_preview_value()
    is_foreign = bool(getattr(block.meta, "preview_template", None))
    html = SafeString("") if is_foreign else block.render(value)
    return ShownBlock(str(block.label), str(block.get_description()), html)


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """The page; with `?errors=1` the form shows how mistakes look."""
    context = {
        "roles": ROLES,
        "motifs": [(motif.label, motif.value, HUES.get(motif, 70)) for motif in Motif],
        "card": CourseSummary.objects.order_by("pk").first(),
        "form": SampleForm({} if "errors" in request.GET else None, initial={"name": "Sari Wulandari"}),
        "blocks": shown_blocks(),
    }
    return mark_private(render(request, "home/style_guide.html", context))


urlpatterns = [path("style-guide/", style_guide, name="style_guide")]
