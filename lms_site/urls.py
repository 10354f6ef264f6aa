"""Every address of the product, composed from the apps; order matters, Wagtail's catch-all is last."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import urls as accounts_urls
from accounts.headless import urls as headless_urls
from catalog import urls as catalog_urls
from catalog.admin.doors import closed
from catalog.sitemap import PeopleSitemap, PublicPagesSitemap
from classroom import urls as classroom_urls
from commerce import urls as commerce_urls
from home import urls as home_urls
from lms_site import dev_urls, site_urls

handler429 = "accounts.views.sign_in.too_many_requests"

urlpatterns = [
    *site_urls.urlpatterns,
    *accounts_urls.urlpatterns,
    path("django-admin/", admin.site.urls),
    path("cms/", include(closed(wagtailadmin_urls.urlpatterns))),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("_allauth/app/v1/", include(headless_urls.urlpatterns)),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", include("lms_site.api_urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicPagesSitemap, "people": PeopleSitemap}}, name="sitemap"),
    *commerce_urls.urlpatterns,
    *classroom_urls.urlpatterns,
    *catalog_urls.urlpatterns,
    *home_urls.urlpatterns,
]

if settings.DEBUG or settings.LMS_DEMO:
    urlpatterns += dev_urls.urlpatterns
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += [path("", include(wagtail_urls))]
