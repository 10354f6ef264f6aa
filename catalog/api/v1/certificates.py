"""Certificates: one's own, and the public check of any."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.models import Certificate
from lms_site.api.views import ApiView, PublicApiView

from . import examples
from .certificate_serializers import CertificateSerializer, VerificationSerializer


class CertificatesView(ApiView):
    """The certificates of the caller."""

    serializer_class = CertificateSerializer

    @extend_schema(tags=["Certificates"], summary="List one's certificates", examples=[examples.CERTIFICATE])
    def get(self, request):
        """Of courses and of learning paths, the newest first."""
        page = self.paginate_queryset(own_certificates(request.user))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class CertificateView(ApiView):
    """One certificate of the caller."""

    serializer_class = CertificateSerializer
    pagination_class = None

    @extend_schema(tags=["Certificates"], summary="Read a certificate", examples=[examples.CERTIFICATE])
    def get(self, request, uuid):
        """Other people's are not found here; `verify/` tells of any."""
        return Response(self.get_serializer(get_object_or_404(own_certificates(request.user), uuid=uuid)).data)


class VerifyCertificateView(PublicApiView):
    """Whether a certificate holds, for anybody who has its number."""

    serializer_class = VerificationSerializer
    pagination_class = None

    @extend_schema(tags=["Certificates"], summary="Check a certificate", examples=[examples.VERIFICATION])
    def get(self, request, uuid):
        """A revoked one says since when, and why."""
        found = Certificate.objects.filter(uuid=uuid).first()
        if found is None:
            raise NotFound
        return Response(self.get_serializer(found).data)


def own_certificates(user):
    """Those of courses and of paths; one query."""
    of_courses = Certificate.objects.filter(enrollment__user=user)
    return (of_courses | Certificate.objects.filter(path_enrollment__user=user)).order_by("-completed_at", "-pk")
