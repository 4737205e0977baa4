"""What a row of each table of this room means."""

from django.utils.translation import gettext as _

from imports.columns import ChoiceWidget, Column, DateWidget
from imports.errors import CellError
from imports.registry import register
from indicators.sheets.base import SourcedSheet
from indicators.sheets.widgets import SubjectListWidget
from newsroom.models import Article, Policy


class TitledSheet(SourcedSheet):
    key = ("title",)

    title = Column("标题", "title", required=True)
    title_en = Column("英文标题", "title_en")
    summary = Column("摘要", "summary")
    summary_en = Column("英文摘要", "summary_en")

    def prepare(self, instance):
        shared, name = self.context.shared, f"slugs of {self.kind}"
        if name not in shared:
            shared[name] = set(self.model._base_manager.values_list("slug", flat=True))
        instance.prepare(shared[name])


@register
class PolicySheet(TitledSheet):
    kind, label, position, model = "policies", "政策", 85, Policy

    document_number = Column("文号", "document_number")
    issuer = Column("发布机关", "issuer")
    issued_on = Column("发布日期", "issued_on", widget=DateWidget())


@register
class ArticleSheet(TitledSheet):
    kind, label, position, model = "articles", "动态", 86, Article
    many = ("subjects",)

    published_on = Column("日期", "published_on", widget=DateWidget(), required=True)
    column = Column("栏目", "column", widget=ChoiceWidget(Article.Column), default=Article.Column.NEWS)
    subjects = Column("涉及对象", "subjects", widget=SubjectListWidget())

    def reconcile(self, instance, cleaned):
        """A run speaks of one world; a title of another world's news is not carried over into it."""
        world_id = self.references.require_world().pk
        for stranger in instance.subjects.all():
            if stranger.world_id == world_id:
                continue
            raise CellError(
                _("同名的动态写的是“%(name)s”，属于另一个地区的数据：请换一个标题。") % {"name": stranger},
                "other_world",
                "title",
            )
