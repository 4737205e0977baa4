"""What a row of each table of this room means."""

from imports.columns import ChoiceWidget, Column, DateWidget
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
