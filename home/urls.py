"""Addresses of dashboards."""

from django.urls import path

from home.views.learn import learn

urlpatterns = [path("learn/", learn, name="learn")]
