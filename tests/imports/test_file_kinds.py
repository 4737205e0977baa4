"""A file that is no workbook is refused by what it is, whatever its ending says, with the way to a workbook."""

import codecs

import pytest

from imports.errors import ImportRefused
from imports.workbook import read_workbook
from tests.imports.hard_files import compound_file, packed

TABLE = "“{name}”是{kind}，不能直接读：请用表格软件打开，另存为 .xlsx 后再上传。"
DOCUMENT = "“{name}”是{kind}，不是表格：请打开它，把其中的表格复制到表格软件里，另存为 .xlsx 后再上传。"
ARCHIVE = "“{name}”是压缩包，不是表格：请解压后，把里面的表格另存为 .xlsx 再上传。"
NOT_INTACT = "“{name}”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"

PAGE = "<html><body><table><tr><td>缙云县</td></tr></table></body></html>"
PAGE_OF_OFFICE = (
    '\n<html xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><table></table>'
)
SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"/></Workbook>"""
OPEN_TEXT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
SLIDES = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<presentation/>"}


@pytest.mark.parametrize(
    ("name", "content", "sentence", "kind"),
    [
        ("导出.xls", PAGE.encode(), TABLE, "网页（HTML）"),
        ("导出.xls", PAGE.encode("gb18030"), TABLE, "网页（HTML）"),
        ("导出.xls", codecs.BOM_UTF8 + PAGE_OF_OFFICE.encode(), TABLE, "网页（HTML）"),
        ("导出.xls", PAGE.encode("utf-16"), TABLE, "网页（HTML）"),
        ("导出.xls", b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", TABLE, "网页（HTML）"),
        ("导出.xls", SPREADSHEET.encode(), TABLE, "XML 格式的表格"),
        ("导出.xls", "地区\t产值\n缙云县\t39.29\n".encode("gb18030"), TABLE, "文本文件"),
        ("导出.xlsx", "地区,产值\n缙云县,39.29\n".encode("utf-16"), TABLE, "文本文件"),
        ("没有后缀", ("地区,产值\n" + "缙云县" * 2000).encode(), TABLE, "文本文件"),
        ("数据.et", b"\xd0\xcf\x11\xe0", TABLE, "WPS 表格（.et）"),
        ("数据.numbers", b"PK\x03\x04", TABLE, "Numbers 表格"),
        ("数据.xlsx", packed({"Index/Document.iwa": b"\0"}), TABLE, "Numbers 表格"),
        ("公报.pdf", b"%PDF-1.4", DOCUMENT, "PDF 文件"),
        ("公报.xlsx", b"%PDF-1.4", DOCUMENT, "PDF 文件"),
        ("公文.ofd", packed({"OFD.xml": "<OFD/>"}), DOCUMENT, "OFD 文件"),
        ("通知.docx", b"PK\x03\x04", DOCUMENT, "文字文档"),
        ("通知.xlsx", packed(WORD), DOCUMENT, "文字文档"),
        ("通知.ods", packed(OPEN_TEXT), DOCUMENT, "文字文档"),
        ("通知.doc", b"\xd0\xcf\x11\xe0", DOCUMENT, "文字文档"),
        ("通知.xls", compound_file("WordDocument", b"x"), DOCUMENT, "文字文档"),
        ("通知.wps", compound_file("WordDocument", b"x"), DOCUMENT, "WPS 文字文档（.wps）"),
        ("汇报.pptx", b"PK\x03\x04", DOCUMENT, "演示文稿"),
        ("汇报.xlsx", packed(SLIDES), DOCUMENT, "演示文稿"),
        ("汇报.xls", compound_file("PowerPoint Document", b"x"), DOCUMENT, "演示文稿"),
        ("汇报.dps", b"\xd0\xcf\x11\xe0", DOCUMENT, "WPS 演示文稿（.dps）"),
        ("报表.zip", packed({"表.xlsx": b"x"}), ARCHIVE, ""),
        ("报表.xlsx", packed({"表.xlsx": b"x"}), ARCHIVE, ""),
        ("报表.xls", b"Rar!\x1a\x07\x01\x00", ARCHIVE, ""),
        ("半截.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", NOT_INTACT, ""),
        ("一句话.xlsx", "这里没有表格，只有文字\n".encode(), NOT_INTACT, ""),
        ("没有后缀", "名称".encode(), "“{name}”不是能读的表格：请在表格软件里另存为 .xlsx（也可以是 .xls、.ods 或 .csv）再上传。", ""),
        ("半截.xlsx", packed(WORD)[:-30], NOT_INTACT, ""),
        ("别的.xls", b"<?xml version='1.0'?><data/>", NOT_INTACT, ""),
    ],
)  # fmt: skip
def test_a_file_is_refused_by_what_it_is(tmp_path, name, content, sentence, kind):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ImportRefused) as refused:
        read_workbook(tmp_path / name)

    assert str(refused.value) == sentence.format(name=name, kind=kind)
