"""All demo courses, in the order in which they are loaded."""

from home.demo import batik, chance, garden, keuangan, letters

COURSES = (batik.COURSE, keuangan.COURSE, letters.COURSE, chance.COURSE, garden.COURSE)
