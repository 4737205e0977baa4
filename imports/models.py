from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One load, correction or undo: the unit of staging, of publication and of undo.

    `world` is the slug of a root region and `source_title` the title of a source: this room imports no other,
    so it points at them by name.
    """

    class Kind(models.TextChoices):
        IMPORT = "import", _("导入")
        CORRECTION = "correction", _("更正")
        UNDO = "undo", _("撤回")
        AGGREGATION = "aggregation", _("汇总")

    class Status(models.TextChoices):
        DRAFT = "draft", _("预览中")
        SUBMITTED = "submitted", _("待发布")
        PUBLISHED = "published", _("已发布")
        DISCARDED = "discarded", _("已放弃")

    kind = models.CharField(_("种类"), max_length=12, choices=Kind, default=Kind.IMPORT)
    status = models.CharField(_("状态"), max_length=12, choices=Status, default=Status.DRAFT)
    file = models.FileField(_("文件"), upload_to="batches/%Y/%m", blank=True)
    file_name = models.CharField(_("文件名"), max_length=255, blank=True)
    sha256 = models.CharField(_("文件指纹"), max_length=64, blank=True)
    options = models.JSONField(
        _("导入选项"), default=dict, blank=True, help_text=_("工作表、表格种类、发布日期等，与命令行参数同名。")
    )
    world = models.CharField(_("所属地区"), max_length=120, blank=True)
    source_title = models.CharField(_("来源"), max_length=300, blank=True)
    report = models.JSONField(_("核对结果"), default=dict, blank=True)
    digest = models.CharField(
        _("变更指纹"),
        max_length=64,
        blank=True,
        help_text=_("预览时算出的全部变更的指纹；发布时重新计算，不同就不发布。"),
    )
    accepted = models.JSONField(
        _("已确认的疑点"),
        default=list,
        blank=True,
        help_text=_("每条疑点的编号和位置，如 unit_slip@产值!F7，以及确认的理由。"),
    )
    reason = models.TextField(_("理由"), blank=True)
    undoes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("撤回的批次")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("上传人"),
    )
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提交人"),
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布人"),
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-pk"]
        permissions = [("publish_importbatch", _("可以发布批次和更正"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="published", published_at__isnull=False)
                | (~models.Q(status="published") & models.Q(published_at__isnull=True)),
                name="batch_published_exactly_when_it_has_a_time",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.file_name or self.kind_words}"

    @property
    def is_redo(self) -> bool:
        """Whether it took an undo back."""
        return self.kind == self.Kind.UNDO and bool(self.options.get("is_redo"))

    @property
    def is_withdrawal(self) -> bool:
        """Whether it took another batch back, so that undoing it is the redo."""
        return self.kind == self.Kind.UNDO and not self.is_redo

    @property
    def kind_words(self) -> str:
        return str(_("重做")) if self.is_redo else self.get_kind_display()


class ImportJob(models.Model):
    """Work on a batch that runs in the task worker, with how far it has come.

    Its progress is written on a connection of its own, so that others see it before the import's transaction ends. A
    running job whose heart stopped beating belonged to a process that died: its transaction was rolled back with it.
    """

    class Action(models.TextChoices):
        PREVIEW = "preview", _("预览")
        SUBMIT = "submit", _("提交")
        PUBLISH = "publish", _("发布")
        UNDO = "undo", _("撤回")

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已完成")
        REFUSED = "refused", _("未执行")
        FAILED = "failed", _("中断")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="jobs", verbose_name=_("批次"))
    action = models.CharField(_("事项"), max_length=12, choices=Action)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.WAITING)
    phase = models.CharField(_("步骤"), max_length=60, blank=True)
    done = models.PositiveIntegerField(_("已处理行数"), default=0)
    total = models.PositiveIntegerField(_("总行数"), default=0)
    message = models.TextField(_("结果"), blank=True)
    options = models.JSONField(_("选项"), default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发起人"),
    )
    created_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    heartbeat_at = models.DateTimeField(_("最近进展"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_action_display()} {self.batch}"


class ImportChange(models.Model):
    """What a batch did to one record: the data for its undo and for the batch's page.

    before, after: the columns of the table as an export writes them, for people. fields_before, fields_after: the
    whole rows, by the name of their database table, as PostgreSQL's to_jsonb writes them ({"indicators_subject": {…},
    "enterprises_enterprise": {…}}), and of a many-to-many table the sorted ids of the other side; null where there was
    no record.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="changes", verbose_name=_("批次"))
    kind = models.CharField(_("表格种类"), max_length=30)
    key = models.CharField(_("记录"), max_length=500)
    table = models.CharField(_("数据表"), max_length=63, blank=True)
    record = models.BigIntegerField(_("记录编号"), null=True, blank=True)
    before = models.JSONField(_("导入前"), null=True, blank=True)
    after = models.JSONField(_("导入后"), null=True, blank=True)
    fields_before = models.JSONField(_("导入前的各字段"), null=True, blank=True, editable=False)
    fields_after = models.JSONField(_("导入后的各字段"), null=True, blank=True, editable=False)
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("行"), null=True, blank=True)

    class Meta:
        verbose_name = _("记录变更")
        verbose_name_plural = _("记录变更")
        indexes = [models.Index(fields=["table", "record"], name="import_change_record")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class RememberedReading(models.Model):
    """What an editor said of tables of one shape: next month's file of that shape is read so without being asked.

    `correction` is as imports.corrections reads it, `headers` the table's headings for people to know it again.
    """

    shape = models.CharField(_("表头指纹"), max_length=32, editable=False)
    world = models.CharField(_("所属地区"), max_length=120, blank=True, editable=False)
    kind = models.CharField(_("表格种类"), max_length=30, blank=True)
    headers = models.TextField(_("表头"), blank=True)
    correction = models.JSONField(_("更正"), default=dict, editable=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("更正人"),
    )
    updated_at = models.DateTimeField(_("更正时间"), auto_now=True)

    class Meta:
        verbose_name = _("记住的更正")
        verbose_name_plural = _("记住的更正")
        ordering = ["-updated_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["world", "shape"], name="one_reading_of_a_shape_in_its_world")]

    def __str__(self):
        return self.headers[:60] or self.shape
