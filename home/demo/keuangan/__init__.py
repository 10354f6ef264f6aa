"""Keuangan Rumah Tangga yang Tenang: ten lessons in Indonesian on a household's money."""

from home.demo.keuangan.course import COURSE

__all__ = ["COURSE"]
