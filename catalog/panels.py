"""How the Wagtail editor arranges a course and a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtailmedia.edit_handlers import MediaChooserPanel


class CurriculumPanel(Panel):
    """Shows the modules and lessons below the course, each with its state and a link to its editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "catalog/admin/curriculum_panel.html"

        def get_context_data(self, parent_context=None):
            from catalog.queries.outline import editor_outline

            context = super().get_context_data(parent_context)
            context["modules"] = editor_outline(self.instance) if self.instance.pk else []
            return context


def promote_tab() -> ObjectList:
    return ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
                heading=_("For search engines"),
            )
        ],
        heading=_("Promote"),
    )


def course_edit_handler() -> TabbedInterface:
    """Content, Curriculum, Selling points, Settings, Promote."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel(
                        "title", help_text=_("Short and concrete. People see it on cards and certificates.")
                    ),
                    FieldPanel("subtitle"),
                    FieldPanel("summary"),
                    FieldPanel("description"),
                    FieldPanel("image"),
                    FieldPanel("trailer_url"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [CurriculumPanel(heading=_("Modules and lessons")), FieldPanel("is_sequential")],
                heading=_("Curriculum"),
            ),
            ObjectList(
                [
                    FieldPanel("outcomes"),
                    FieldPanel("requirements"),
                    FieldPanel("audience"),
                    FieldPanel("faq"),
                    InlinePanel(
                        "prerequisites",
                        heading=_("Courses to take before this one"),
                        label=_("Course"),
                        help_text=_("Learners see them on the course page, in this order."),
                    ),
                ],
                heading=_("Selling points"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("category"),
                            FieldPanel("tags"),
                            FieldPanel("level"),
                            FieldPanel("language"),
                        ],
                        heading=_("Where people find it"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("delivery"), FieldPanel("price_minor"), FieldPanel("currency")],
                        heading=_("Delivery and price"),
                    ),
                    FieldPanel("has_certificate"),
                    InlinePanel("course_instructors", heading=_("Instructors"), label=_("Instructor")),
                    CommentPanel(),
                ],
                heading=_("Settings"),
            ),
            promote_tab(),
        ]
    )


def lesson_edit_handler() -> TabbedInterface:
    """Content, Files, Settings, Promote."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title", help_text=_("What the lesson is about, in a few words.")),
                    MediaChooserPanel("video", media_type="video"),
                    FieldPanel("body"),
                ],
                heading=_("Content"),
            ),
            ObjectList([InlinePanel("attachments", label=_("File"))], heading=_("Files")),
            ObjectList(
                [
                    FieldPanel("expected_minutes"),
                    FieldPanel("completes_by"),
                    FieldPanel("is_required"),
                    FieldPanel("is_free_preview"),
                    CommentPanel(),
                ],
                heading=_("Settings"),
            ),
            promote_tab(),
        ],
    )
