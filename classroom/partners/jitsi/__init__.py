"""Jitsi: rooms on any server, with signed addresses where it knows our secret."""

from .partner import JitsiPartner

__all__ = ["JitsiPartner"]
