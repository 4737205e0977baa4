"""Rows that are edited in the form of the record they belong to."""

from enterprises.admin.memberships import MembershipFormSet, MembershipRowForm
from enterprises.models import ChainListing, Honour, Membership, Panel, Participation
from indicators.admin.base import OfSubject, RecordInline

# What is found by typing has a menu beside it, which needs a line of its own.
SOURCE_FIELDS = ["source", ("place", "as_written")]


class MembershipInline(RecordInline):
    model = Membership
    form = MembershipRowForm
    formset = MembershipFormSet
    fields = ["park", "chain", "size_class", ("from_on", "until_on"), *SOURCE_FIELDS]
    autocomplete_fields = ["park", "chain", "source"]


class HonourInline(OfSubject, RecordInline):
    model = Honour
    fields = [
        "programme",
        ("nature", "year"),
        ("awarded_on", "valid_until"),
        ("batch_label", "document_number"),
        *SOURCE_FIELDS,
    ]
    autocomplete_fields = ["programme", "source"]


class ParticipationInline(OfSubject, RecordInline):
    model = Participation
    fields = ["service", ("from_on", "until_on"), *SOURCE_FIELDS]
    autocomplete_fields = ["service", "source"]


class PanelInline(RecordInline):
    model = Panel
    fields = [("title", "position"), "as_of", "content", *SOURCE_FIELDS]


class ListingInline(RecordInline):
    model = ChainListing
    fields = [("list_name", "position"), ("named_by", "system"), *SOURCE_FIELDS]
