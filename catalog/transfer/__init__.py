"""A course as a zip: what is in it, how it is written, and how it is judged before it is believed.

    manifest.json   format, version, counts, files, texts, people, category
    course.json     pages in order: number, type, number of the parent, fields
    files/image-1.png, files/document-1.pdf, files/media-1.mp4, files/poster-1.jpg

Nothing in it is a key of a database: pages, files and texts are numbered from 1 and refer to each other
by these numbers; links between pages are written `page:3`, links to files `document:2`.
"""

FORMAT = "hybrid-lms-course"
VERSION = 1
