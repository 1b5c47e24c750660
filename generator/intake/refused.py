"""Why files of a kind are not read, and how to go on: one line each."""

from __future__ import annotations

from generator.intake.recognised import What

REASONS: dict[What, str] = {
    "empty": "文件是空的，请重新发一份",
    "pdf": "PDF 没有读，请把原来的 Word 文件发来；没有 Word 的，请照着抄进草稿",
    "film": "视频不放进登记册，请另外保存好，网站要用时由管理员上传",
    "sound": "录音不放进登记册，请另外保存好；要用的话，请把里面的话写成文字",
    "slides": "演示文稿没有读，请把文字和照片另外发来",
    "archive": "这种压缩包（rar、7z 等）没有解开，请解压后再交，或者改用 zip 压缩",
    "locked": "文件加了口令，没有读，请去掉口令再交",
    "outlook": "Outlook 的 .msg 邮件没有读，请在邮箱里另存为 .eml 再交，或者直接交附件",
    "program": "这是程序、脚本或快捷方式，没有打开，请不要运行；要交的文件请单独发来",
    "vector": "SVG 图可能带程序，没有读，请截图或另存为 PNG 再交",
    "metafile": "EMF、WMF 图要装了 LibreOffice 才能转换，这里没有，请截图或另存为 PNG 再交",
    "office": "旧格式的文件要装了 LibreOffice 才能读，这里没有，请用 Word 或 WPS 打开，另存为 .docx 再交",
    "other": "认不出是什么文件，没有读，请人工查看",
}
