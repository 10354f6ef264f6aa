"""Reading a course from a zip: all of it or nothing."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from catalog.checks.material import stream_fields
from catalog.models import Category, CourseInstructor, CoursePage, CourseTeam, LessonAttachment, ReusableText
from catalog.rules import writes_courses
from catalog.transfer.archive import Archive
from catalog.transfer.links import unpacked_html
from catalog.transfer.package import Package, read_package
from catalog.transfer.pages import PackedPage
from catalog.transfer.refused import damaged
from catalog.transfer.streams import Keys, unpacked_stream

from .courses import add_lesson, add_module, course_index, create_course, free_slug
from .teams import sync_team
from .transfer_files import FileImport, StoredFiles


@dataclass(frozen=True)
class ImportPlan:
    """What an import would make, and what it would leave out."""

    title: str
    modules: int
    lessons: int
    files: int
    bytes: int
    notices: tuple[str, ...]


def look_at(file: IO[bytes], *, author) -> ImportPlan:
    """Judge an archive without storing anything. Raises ArchiveRefused."""
    archive = Archive(file)
    package = read_package(archive)
    return ImportPlan(
        title=package.course.fields["title"],
        modules=len(package.of_type("module")),
        lessons=len(package.of_type("lesson")),
        files=len(package.files),
        bytes=sum(archive.size_of(name) for name in archive.names if name.startswith("files/")),
        notices=tuple(_notices(package, author)),
    )


def import_course(file: IO[bytes], *, author) -> CoursePage:
    """A new draft course of `author`, with a team and a folder of its own, as `export_course` wrote it.

    Raises ArchiveRefused for anything that cannot be trusted; nothing is left behind then, no page, no
    row and no file. What the archive names and this site does not have (people, a category) is left out:
    `look_at` tells.
    """
    archive = Archive(file)
    package = read_package(archive)
    with ExitStack() as unless_done:
        stored = StoredFiles()
        unless_done.callback(stored.remove)
        files = FileImport(archive, author=author, stored=stored)
        files.write(package.files)
        with transaction.atomic():
            try:
                course = _Import(package, author).run(files)
            except ValidationError as error:
                raise damaged(" ".join(error.messages)[:300]) from error
        unless_done.pop_all()
    return course


class _Import:
    """One import: the pages that exist so far and the keys of everything."""

    def __init__(self, package: Package, author) -> None:
        self._package, self._author = package, author
        self._keys = Keys()
        self._made: dict[int, Any] = {}

    def run(self, files: FileImport) -> CoursePage:
        course = self._make_course()
        self._keys.files.update(files.enter(_folder(course)))
        # What links to pages is written when they all exist; everything else at once, which saves half the time.
        texts_link = any("page:" in text.body for text in self._package.texts)
        late = [page for page in self._package.pages if texts_link or page.number == 1 or _links_to_pages(page)]
        if not texts_link:
            self._keep_texts()
        for page in self._package.pages[1:]:
            self._made[page.number] = self._make_page(page, {} if page in late else self._streams(page))
            self._keys.pages[page.number] = self._made[page.number].pk
        if texts_link:
            self._keep_texts()
        for page in late:
            self._write(page)
        return CoursePage.objects.get(pk=course.pk)

    def _make_course(self) -> CoursePage:
        packed = self._package.course
        fields = {**packed.fields, "category": _category(self._package.category)}
        fields["slug"] = free_slug(course_index(), packed.fields.get("slug") or packed.fields["title"])
        course = create_course(author=self._author, **fields)
        people = [self._author, *(person for person in _people(self._package) if person != self._author)]
        course.course_instructors = [CourseInstructor(user=person) for person in people]
        course.tags.set(self._package.tags)
        sync_team(course=course, user_ids={person.pk for person in people})
        self._made[1] = course
        self._keys.pages[1] = course.pk
        return course

    def _make_page(self, packed: PackedPage, streams: dict[str, Any]) -> Page:
        parent = self._made[packed.parent]
        fields = {**packed.fields, **streams, "author": self._author}
        fields["slug"] = free_slug(parent, packed.fields.get("slug") or packed.fields["title"])
        if packed.type == "module":
            return add_module(course=parent, **fields)
        files = self._keys.files
        rows = [LessonAttachment(document_id=files["document"][n], label=label) for n, label in packed.attachments]
        video = files["media"][packed.video] if packed.video is not None else None
        return add_lesson(module=parent, video_id=video, attachments=rows, **fields)

    def _keep_texts(self) -> None:
        may_add = self._author.has_perm("catalog.add_reusabletext")
        for text in self._package.texts:
            body = unpacked_html(text.body, self._keys.pages, self._keys.files["document"])
            found = ReusableText.objects.filter(title=text.title, body=body).first()
            if found is None and may_add:
                found = ReusableText.objects.create(title=text.title, body=body)
            if found is not None:
                self._keys.texts[text.number] = found.pk
            else:
                self._keys.words[text.number] = text.body

    def _streams(self, packed: PackedPage) -> dict[str, Any]:
        """The streams of a page with the keys of this database, judged as on saving a draft."""
        values = {}
        for name, block in stream_fields(packed.model).items():
            value = block.to_python(unpacked_stream(block, packed.streams.get(name, []), self._keys))
            try:
                values[name] = block.clean_deferred(value)
            except ValidationError as error:
                raise damaged(f"{packed.fields['title']}: {name}") from error
        return values

    def _write(self, packed: PackedPage) -> None:
        """Give a page that exists its streams, and keep them as its draft."""
        page = self._made[packed.number]
        for name, value in self._streams(packed).items():
            setattr(page, name, value)
        if packed.image is not None:
            page.image_id = self._keys.files["image"][packed.image]
        page.save()
        page.save_revision(user=self._author)


def _links_to_pages(packed: PackedPage) -> bool:
    return "page:" in json.dumps(packed.streams)


def _folder(course: CoursePage):
    return CourseTeam.objects.select_related("collection").get(course=course).collection


def _category(slug: str) -> Category | None:
    return Category.objects.filter(slug=slug).first() if slug else None


def _people(package: Package) -> list[User]:
    """The instructors whom this site knows, in the archive's order."""
    addresses = [address.lower() for address in package.instructors]
    known = User.objects.annotate(address=Lower("email")).filter(address__in=addresses, is_active=True)
    writers = {person.address: person for person in known if writes_courses(person)}
    return [writers[address] for address in dict.fromkeys(addresses) if address in writers]


def _notices(package: Package, author) -> list[str]:
    known = {person.email.lower() for person in _people(package)}
    notices = [
        _("%(address)s does not teach here and will be left out.") % {"address": address}
        for address in package.instructors
        if address.lower() not in known
    ]
    if package.category and _category(package.category) is None:
        notices.append(_("The category “%(name)s” does not exist here; choose another.") % {"name": package.category})
    if package.texts and not author.has_perm("catalog.add_reusabletext"):
        notices.append(_("Reusable texts that this site does not have become ordinary paragraphs."))
    return notices
