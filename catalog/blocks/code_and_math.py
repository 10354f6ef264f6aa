"""Source code and formulas, both made ready on the server."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import ChoiceBlock, StructValue

from catalog.blocks.base import GroupBlock, LineBlock, LinesBlock
from catalog.highlighting import LANGUAGES, PLAIN, highlight, language_name
from catalog.mathematics import MAX_LENGTH, MathError, mathml_or_source, to_mathml

GROUP = _("Code and formulas")
MAX_CODE = 20_000
PREVIEW_CODE = """def rest(dough, hours=2):
    # Warm dough rises faster.
    return dough.volume * 1.3 ** hours"""


class SourceInput(AdminAutoHeightTextInput):
    """A field for code: letters of equal width, no help with spelling."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        plain = {"class": "source-input", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
        super().__init__(attrs=plain | (attrs or {}))

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["css/cms-blocks.css"]})


class SourceTextBlock(LinesBlock):
    """A text field that keeps the spaces at the start: in code they mean something."""

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(widget=SourceInput(attrs={"rows": self.rows}), strip=False, **self.field_options)


class CodeValue(StructValue):
    """Source code with its language in words and in colours."""

    @property
    def language_name(self) -> str:
        return language_name(self.get("language"))

    @property
    def highlighted(self) -> SafeString:
        return highlight(self.get("code") or "", self.get("language"))


class CodeBlock(GroupBlock):
    language = ChoiceBlock(label=_("Language"), choices=LANGUAGES, default=PLAIN, search_index=False)
    code = SourceTextBlock(label=_("Code"), rows=6, max_length=MAX_CODE)
    caption = LineBlock(
        label=_("Caption"), required=False, max_length=300, help_text=_("For instance the name of the file.")
    )

    def gaps(self, value: StructValue) -> dict[str, Any]:
        return {} if (value.get("code") or "").strip() else {"code": now_("Write the code.")}

    class Meta:
        label = _("Code")
        icon = "code"
        group = GROUP
        template = "blocks/code.html"
        value_class = CodeValue
        label_format = "{caption}"
        description = _("Source code in colours, with a button to copy it.")
        preview_value = {"language": "python", "code": PREVIEW_CODE, "caption": "dough.py"}


class FormulaValue(StructValue):
    """A formula ready for the page."""

    @property
    def mathml(self) -> SafeString:
        return mathml_or_source(self.get("latex") or "")


class FormulaBlock(GroupBlock):
    added_to_answers = ("mathml",)

    latex = SourceTextBlock(
        label=_("LaTeX"),
        rows=2,
        max_length=MAX_LENGTH,
        search_index=False,
        help_text=_(r"Without dollar signs, for instance \frac{a}{b} = \sqrt{c}."),
    )
    caption = LineBlock(label=_("Caption"), required=False, max_length=300)

    def gaps(self, value: StructValue) -> dict[str, Any]:
        try:
            to_mathml(value.get("latex") or "")
        except MathError as error:
            return {"latex": str(error)}
        return {}

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the fields and the MathML, or None for that where the LaTeX cannot be read."""
        try:
            mathml = str(to_mathml(value.get("latex") or ""))
        except MathError:
            mathml = None
        return super().get_api_representation(value, context) | {"mathml": mathml}

    class Meta:
        label = _("Formula")
        icon = "decimal"
        group = GROUP
        template = "blocks/math.html"
        value_class = FormulaValue
        description = _("Mathematics written in LaTeX, shown as text that can be enlarged and read out.")
        preview_value = {
            "latex": r"h = \frac{m_{\text{water}}}{m_{\text{flour}}} \cdot 100\,\%",
            "caption": _("Hydration of a dough"),
        }
