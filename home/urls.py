"""Addresses of dashboards."""

from django.urls import path

from home.views.learn import learn
from home.views.teach import teach

urlpatterns = [
    path("learn/", learn, name="learn"),
    path("teach/", teach, name="teach"),
]
