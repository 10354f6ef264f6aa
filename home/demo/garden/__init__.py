"""Soil, Seed, Harvest: five lessons for a balcony, the second half of which waits for the seeds."""

from home.demo.garden.course import COURSE

__all__ = ["COURSE"]
