"""The stock flow of django-import-export's admin for the same table: read, dry run, read again, import, history on."""

from pathlib import Path

from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource
from import_export.widgets import CharWidget, DateWidget, ForeignKeyWidget, SimpleArrayWidget

from benchmarks.made_up import WORLD
from enterprises.models import Enterprise, Industry
from indicators.models import LegalBasis, Region, Subject


class BasisWidget(CharWidget):
    def clean(self, value, row=None, **kwargs):
        return {str(basis.label): basis.value for basis in LegalBasis}[value]


class StockEnterprises(ModelResource):
    """An enterprise and the subject beside it, with nothing but what the library offers."""

    name = Field("subject__name", "名称")
    credit_code = Field("credit_code", "统一社会信用代码")
    located_in = Field("subject__located_in", "所在地区", widget=ForeignKeyWidget(Region, "subject__name"))
    industry = Field("industry", "行业", widget=ForeignKeyWidget(Industry, "code"))
    products = Field("products", "主要产品", widget=SimpleArrayWidget("、"))
    about = Field("about", "简介")
    founded_on = Field("founded_on", "成立日期", widget=DateWidget())
    legal_basis = Field("legal_basis", "公开依据", widget=BasisWidget())

    class Meta:
        model = Enterprise
        import_id_fields = ["credit_code"]
        fields = [
            "name", "credit_code", "located_in", "industry", "products", "about", "founded_on", "legal_basis",
        ]  # fmt: skip

    def init_instance(self, row=None):
        world = Region.objects.roots().get(subject__name=WORLD)
        return Enterprise(subject=Subject(kind=Subject.Kind.ENTERPRISE, world=world))

    def do_instance_save(self, instance, is_create):
        instance.subject.save()
        instance.subject_id = instance.subject.pk
        instance.save(force_insert=is_create)


def stock_preview(path: Path) -> int:
    """The number of rows of a dry run, which the library writes and rolls back."""
    dataset = XLSX().create_dataset(path.read_bytes())
    resource = StockEnterprises()
    return resource.import_data(dataset, dry_run=True, raise_errors=True, use_transactions=True).total_rows


def stock_import(path: Path) -> int:
    """The number of rows that went in. Raises what the library raises at the first fault."""
    for dry_run in (True, False):
        dataset = XLSX().create_dataset(path.read_bytes())
        result = StockEnterprises().import_data(dataset, dry_run=dry_run, raise_errors=True, use_transactions=True)
    return result.total_rows
