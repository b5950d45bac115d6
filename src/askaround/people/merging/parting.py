"""Taking a merge apart: what was moved goes back, what was edited or added since stays with the kept contact.

A merge that is not the last one of its people is taken apart by lifting the later ones, last first, and putting them
together again afterwards: so each is undone against exactly what it was written upon.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Min, Q

from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people.models import Contact

from .joining import INTO, MERGED, MOVED, join, write
from .many import MERGED_ALL
from .separating import COUNTED, separated

APART, BACK = "taken apart", "moved back"
# What went along, which nobody needs to read in what happened.
ALONG = (INTO, MOVED, BACK)
# The verbs of batches that merged somebody.
MERGES = (MERGED, MERGED_ALL)


def take_apart(batch: Batch, *, at: datetime) -> list[str] | None:
    """Take apart what the batch merged, one pair or many; None when it merged nobody."""
    if batch.verb == MERGED_ALL:
        return unmerge_all(batch, at=at)
    # Other nouns are merged too; a merge of people says whom it kept.
    return unmerge(batch, at=at) if batch.verb == MERGED and "kept" in batch.facts else None


def unmerge(batch: Batch, *, at: datetime) -> list[str]:
    """Take the merge apart. Returns what stays as it was edited since, by the words on the screen."""
    with transaction.atomic():
        now = _standing(batch)
        if now is None:
            return []
        later = _later(now)
        for each in reversed(later):
            _take_apart(each, at=at)
        stayed = _take_apart(now, at=at)
        for each in later:
            _again(each, at=at)
    return stayed


def unmerge_all(batch: Batch, *, at: datetime) -> list[str]:
    """Take apart every merge that was made within this batch, the last one first."""
    stayed: list[str] = []
    with transaction.atomic():
        merges = Batch.objects.within(batch.notebook_id).filter(verb=MERGED, undone_at=None)
        for each in reversed(_in_order(merges.filter(facts__within=str(batch.pk)))):
            stayed += unmerge(each, at=at)
        Batch.objects.within(batch.notebook_id).filter(pk=batch.pk).update(undone_at=at)
    return stayed


def _standing(batch: Batch) -> Batch | None:
    """The batch as it is now, or the one that was made in its place when it was lifted."""
    merges = Batch.objects.within(batch.notebook_id).filter(verb=MERGED)
    now: Batch | None = merges.select_for_update().filter(pk=batch.pk).first()
    while now is not None and now.undone_at:
        now = merges.filter(facts__again=str(now.pk)).first()
    return now


def _later(batch: Batch) -> list[Batch]:
    """The merges that stand, were made after this one, and concern the same people."""
    [kept] = Contact.objects.within(batch.notebook_id).filter(pk=batch.facts["kept"])
    root = kept.root()
    people = [str(key) for key in (root.pk, *root.all_merged())]
    merges = Batch.objects.within(batch.notebook_id).filter(verb=MERGED, undone_at=None)
    found = _in_order(merges.filter(Q(facts__kept__in=people) | Q(facts__other__in=people)))
    return found[found.index(batch) + 1 :]


def _in_order(merges: Any) -> list[Batch]:
    return list(merges.annotate(first=Min("entries__number")).order_by("first"))


def _again(batch: Batch, *, at: datetime) -> None:
    contacts = Contact.objects.within(batch.notebook_id).in_bulk([batch.facts["kept"], batch.facts["other"]])
    kept, other = (
        next(one for one in contacts.values() if str(one.pk) == batch.facts[name]) for name in ("kept", "other")
    )
    within = {"within": batch.facts["within"]} if "within" in batch.facts else {}
    join(
        kept, other, at=at, again=str(batch.pk), since=batch.facts.get("since", batch.created_at.isoformat()), **within
    )


def _take_apart(batch: Batch, *, at: datetime) -> list[str]:
    apart = _Parting(batch, at=at)
    standing = batch.entries.filter(undone_at__isnull=True)
    for (subject, _), run in groupby(standing.order_by("-number"), key=lambda one: (one.subject, tuple(one.after))):
        apart.take_back(apps.get_model(subject), list(run))
    apart.count_again()
    standing.filter(number__lt=apart.first).update(undone_at=at)
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    return apart.stayed


class _Parting:
    """One merge being taken apart."""

    def __init__(self, batch: Batch, *, at: datetime) -> None:
        self.batch, self.at = batch, at
        self.stayed: list[str] = []
        self.first = 1 + (batch.entries.order_by("number").values_list("number", flat=True).last() or 0)
        self.miscounted: set[Any] = set()

    def take_back(self, model: Any, entries: list[Entry]) -> None:
        """Write back what each of the entries changed, all of one noun and of the same columns."""
        rows = model._base_manager.in_bulk([one.subject_id for one in entries])
        if entries[0].before and not entries[0].after:
            self._return(model, [one for one in entries if one.subject_id not in rows])
            return
        changed, written = [], []
        for one in entries:
            row = rows.get(one.subject_id)
            if row is None:
                self._lost(one)
                continue
            old = self._old(row, one)
            before = recording.values(row, old)
            for name, value in old.items():
                setattr(row, name, value)
            if isinstance(row, Contact):
                self._free_profile(row, old)
            changed.append((row, old))
            written.append(self._entry(row, one, before=before, after=recording.values(row, old)))
        self._save(model, changed)
        recording.record_all(written)

    def count_again(self) -> None:
        """Where touches came or went meanwhile, the facts of the tie's strength are read from them again."""
        for contact in Contact.objects.within(self.batch.notebook_id).filter(pk__in=self.miscounted):
            contact.count_touches()

    def _old(self, row: Any, entry: Entry) -> dict[str, Any]:
        """The values to write back, by column; what was edited since stays, and is named."""
        old: dict[str, Any] = {}
        for one in row._meta.concrete_fields:
            if one.attname not in entry.before:
                continue
            was, made, now = (
                one.to_python(entry.before[one.attname]), one.to_python(entry.after[one.attname]),
                getattr(row, one.attname),
            )  # fmt: skip
            if now == made:
                old[one.attname] = was
            elif isinstance(row, Contact) and one.attname in COUNTED:
                self.miscounted.add(row.pk)
            elif isinstance(row, Contact) and (apart := separated(one.attname, was, made, now)) is not None:
                old[one.attname] = apart
            elif not isinstance(one, models.ForeignKey):
                self.stayed.append(_words(one))
        return old

    def _return(self, model: Any, entries: list[Entry]) -> None:
        """Rows that were taken away as needless come back, unless what they belong to has gone since."""
        for one in entries:
            row = model(**{f.attname: f.to_python(one.before[f.attname]) for f in model._meta.concrete_fields})
            if all(_is_there(arrow, row) for arrow in model._meta.concrete_fields if arrow.many_to_one):
                row.save(force_insert=True)
                recording.record_all([self._entry(row, one, before={}, after=recording.values(row))])

    def _free_profile(self, row: Contact, old: dict[str, Any]) -> None:
        """Somebody else may have got the profile's address meanwhile: it is kept among the further links then."""
        if row.merged_into_id is not None or not row.profile_url or "merged_into_id" not in old:
            return
        there = Contact.objects.within(row.notebook_id).filter(merged_into=None, profile_url__iexact=row.profile_url)
        if there.exclude(pk=row.pk).exists():
            row.ways = [*row.ways, {"kind": "link", "label": "", "value": row.profile_url}]
            row.profile_url = ""
            old |= {"ways": row.ways, "profile_url": ""}
            self.stayed.append("profile")

    def _lost(self, entry: Entry) -> None:
        if entry.subject == "people.touch":
            self.miscounted |= {self.batch.facts["kept"], self.batch.facts["other"]}

    def _entry(self, row: Any, entry: Entry, *, before: dict[str, Any], after: dict[str, Any]) -> Entry:
        verb = APART if entry.subject == "people.contact" else BACK
        return recording.entry(
            row, verb, at=self.at, before=before, after=after, contact=entry.contact_id, batch=self.batch
        )

    def _save(self, model: Any, changed: list[tuple[Any, dict[str, Any]]]) -> None:
        for _, run in groupby(changed, key=lambda one: one[1]):
            some = list(run)
            if some[0][1]:
                write(model, [row.pk for row, _ in some], some[0][1])


def _words(field: Any) -> str:
    return str(field.verbose_name).removesuffix(" at")


def _is_there(arrow: Any, row: Any) -> bool:
    key = getattr(row, arrow.attname)
    return key is None or bool(arrow.related_model._base_manager.filter(pk=key).exists())
