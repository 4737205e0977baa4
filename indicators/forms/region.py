"""A region: the only record that may begin a world of its own."""

from django.utils.translation import gettext as _

from indicators.forms.subject import SubjectRecordForm
from indicators.models import Region, Subject


class RegionForm(SubjectRecordForm):
    """A region belongs to its parent's world; one without a parent is the root of a new one and names itself."""

    code_field = "code"
    world_field = "parent"

    class Meta:
        model = Region
        fields = ["code", "level", "type_name", "parent", "is_home"]

    def clean_code(self):
        code = self.cleaned_data["code"].strip()
        if not (code.isascii() and code.isdecimal()):
            self.add_error("code", _("区划代码“%(code)s”不对：只能是数字。") % {"code": code})
        return code

    def clean_is_home(self):
        is_home = self.cleaned_data["is_home"]
        home = Region.objects.filter(is_home=True).exclude(pk=self.instance.pk).select_related("subject").first()
        if is_home and home:
            self.add_error("is_home", _("“%(home)s”已是首页地区，请先打开它取消勾选。") % {"home": home})
        return is_home

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        above = parent
        while above is not None and above.pk != self.instance.pk:
            above = above.parent
        if above is not None:
            self.add_error("parent", _("上级不能是它自己或它的下级。"))
        return parent

    def world_of_record(self):
        parent = self.cleaned_data.get("parent")
        return parent.subject.world if parent else None

    def _settle_world(self):
        if not self.is_new and self.instance.parent_id is None and self.subject.world_id != self.subject.pk:
            self.add_error("parent", _("“%(name)s”原有上级，不能改成没有上级。") % {"name": self.subject})
        super()._settle_world()
        self._refuse_same_code()

    def _refuse_same_code(self):
        code = self.cleaned_data.get("code", "")
        same = Region.everything.filter(code=code, subject__world_id=self.subject.world_id)
        if self.subject.world_id and (other := same.exclude(pk=self.subject.pk).select_related("subject").first()):
            self.add_error("code", _("区划代码已由“%(name)s”使用，请核对。") % {"name": other})

    def namesakes(self):
        """Two towns may bear one name, but not below the same county."""
        return super().namesakes().filter(region__parent_id=self.instance.parent_id)

    def save_subject(self):
        if self.is_new and self.subject.world_id is None:
            self.subject.pk = self.subject.world_id = Subject.objects.next_ids(1)[0]
        super().save_subject()
