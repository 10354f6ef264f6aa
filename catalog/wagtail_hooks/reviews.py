"""Reviews and reported messages in the CMS."""

from django.urls import path
from wagtail import hooks

from catalog.admin.messages import message_report, message_reports
from catalog.admin.reviews import review_detail, review_list


@hooks.register("register_admin_urls")
def moderation_urls():
    return [
        path("reviews/", review_list, name="moderate_reviews"),
        path("reviews/<int:pk>/", review_detail, name="moderate_review"),
        path("messages/", message_reports, name="moderate_messages"),
        path("messages/<int:pk>/", message_report, name="moderate_message"),
    ]
