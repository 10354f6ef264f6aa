"""How forms are drawn: label, hint, error, and the sum of what is wrong."""

from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string


class SampleForm(forms.Form):
    name = forms.CharField(label="Your name", help_text="As others see it.")
    site = forms.URLField(label="Website", required=False, assume_scheme="https")
    agrees = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("name") == "clash":
            raise forms.ValidationError("These two do not go <together>.")


def draw(template: str, **context) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(f"components/{template}.html", context), "html.parser")


def test_field_has_a_label_and_names_its_hint():
    page = draw("field", field=SampleForm()["name"])
    control = page.select_one("input")
    assert page.select_one(f"label[for={control['id']}]").get_text(strip=True) == "Your name"
    assert page.select_one(f"#{control['aria-describedby']}").get_text(strip=True) == "As others see it."


def test_field_with_an_error_is_marked_and_names_the_error():
    form = SampleForm({"name": "", "site": "not an address", "agrees": "on"})
    page = draw("field", field=form["site"])
    control = page.select_one("input")
    assert control["aria-invalid"] == "true"
    assert control["value"] == "not an address"
    assert "valid URL" in page.select_one(f"#{control['aria-describedby'].split()[-1]}").get_text()


def test_optional_field_says_so_only_where_asked():
    assert "(optional)" in draw("field", field=SampleForm()["site"], optional_mark=True).get_text()
    assert "(optional)" not in draw("field", field=SampleForm()["site"]).get_text()
    assert "(optional)" not in draw("field", field=SampleForm()["name"], optional_mark=True).get_text()


def test_box_to_tick_stands_before_its_label():
    page = draw("field", field=SampleForm()["agrees"])
    names = [tag.name for tag in page.select_one(".field--check").find_all(["input", "label"])]
    assert names == ["input", "label"]


def test_hidden_field_is_drawn_without_a_label():
    page = draw("field", field=SampleForm()["secret"])
    assert page.select_one("input")["type"] == "hidden"
    assert page.select_one("label") is None


def test_error_summary_leads_to_each_field_and_takes_the_focus():
    form = SampleForm({"name": "", "site": "nonsense"})
    box = draw("form_errors", form=form).select_one("[data-error-summary]")
    assert box["role"] == "alert"
    assert box["tabindex"] == "-1"
    assert [link["href"] for link in box.select("a")] == ["#id_name", "#id_site", "#id_agrees"]


def test_error_summary_tells_errors_of_the_whole_form_and_escapes_them():
    form = SampleForm({"name": "clash", "agrees": "on"})
    html = str(draw("form_errors", form=form))
    assert "These two do not go &lt;together&gt;." in html


def test_no_error_summary_without_errors():
    assert draw("form_errors", form=SampleForm()).get_text(strip=True) == ""
