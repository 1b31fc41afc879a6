#!/usr/bin/env python3
"""Makes the corpus: PDFs by many producers, with sensitive data planted in them, and manifest.json, which says where.

The files are committed; this is how to make them anew. All values are made up or are the issuers' own test values. Needs, from
Debian: chromium ghostscript qpdf groff enscript texlive-latex-base wkhtmltopdf weasyprint librsvg2-bin img2pdf
libreoffice-writer-nogui. PDFBox's own files come from CorpusByPdfBox.
"""
import html, json, os, shutil, struct, subprocess, sys, tempfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "pdf")

SSN = ["536-22-8726", "219-46-1357", "401-55-9023", "078-44-2211", "665-12-7788", "123-45-6789", "772-31-0456"]
EMAIL = ["jane.doe@example.com", "o.connor+tax@mail.example.org", "h-r@payroll.example.net", "a_b%c@example.co.uk",
         "info@sub-domain.example.info", "KARL.MUSTER@EXAMPLE.DE"]
CARD = ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011111111111117", "3530 1113 3330 0000",
        "4012888888881881", "2223003122003222"]
IBAN = ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR14 2004 1010 0505 0001 3M02 606",
        "CH9300762011623852957", "NL91 ABNA 0417 1643 00", "NO9386011117947"]
PHONE = ["+1 415 555 0132", "(415) 555-0198", "+49 30 901820", "212-555-0147", "+44 20 7946 0958"]
IP = ["192.168.17.4", "10.0.0.254", "203.0.113.77", "2001:db8::ff00:42:8329", "255.255.255.0"]
POOLS = {"ssn": SSN, "email": EMAIL, "card": CARD, "iban": IBAN, "phone": PHONE, "ip": IP}
LABEL = {"ssn": "Employee number for taxes", "email": "Write to", "card": "Paid with", "iban": "Account", "phone": "Call",
         "ip": "Logged in from"}
DECOYS = [
    "Invoice 2026-11-22, order 4711-0815-23, total 1,234.56.",
    "ISBN 978-3-16-148410-0, part 123-456-789, lot 12-34-5678.",
    "Card ending in 4242, not 4111 1111 1111 1112.",
    "No account: DE88 3704 0044 0532 0130 00.",
    "Not issued: 000-12-3456, 666-12-1234, 900-12-3456, 123-00-4567, 123-45-0000.",
    "Built with release 1.2.3.4.5 at 12:30:45, ratio 16:9.",
    "Addresses such as 300.1.2.3 or 1.2.3 do not exist, nor does user@localhost.",
    "Serial 4929123456789012345678, reference A1234567890.",
]
TEXT = "The committee met and agreed on the points below; nothing else was decided on that day."
manifest = {}


def pages(seed, count=2, kinds=None):
    """Lines for each page, and what is planted in them."""
    kinds = kinds or list(POOLS)
    lines, planted = [], []
    for page in range(1, count + 1):
        page_lines = ["Report %d, sheet %d" % (seed, page), TEXT]
        for i, kind in enumerate(kinds):
            if (seed + page + i) % 3 != 0:
                pool = POOLS[kind]
                page_lines.append("%s: %s" % (LABEL[kind], pool[(seed * 7 + page * 3 + i) % len(pool)]))
                planted.append({"type": kind, "page": page})
        page_lines.append(DECOYS[(seed + page) % len(DECOYS)])
        page_lines.append(DECOYS[(seed * 3 + page + 1) % len(DECOYS)])
        lines.append(page_lines)
    return lines, planted


def run(*command, **options):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, **options)


def as_html(sheets, style="p{margin:4pt 0}"):
    body = "".join(
        '<div style="page-break-after:%s">%s</div>' % (
            "always" if i + 1 < len(sheets) else "auto",
            "".join("<p>%s</p>" % html.escape(line) for line in sheet))
        for i, sheet in enumerate(sheets))
    return '<!doctype html><html><head><meta charset="utf-8"><style>%s</style></head><body>%s</body></html>' % (style, body)


def as_table(sheets):
    rows = lambda sheet: "".join(
        "<tr><td>%s</td><td>%s</td></tr>" % tuple(html.escape(x) for x in (line.split(": ", 1) + [""])[:2])
        for line in sheet)
    body = "".join('<table border="1" style="page-break-after:%s">%s</table>' % (
        "always" if i + 1 < len(sheets) else "auto", rows(s)) for i, s in enumerate(sheets))
    return '<!doctype html><html><head><meta charset="utf-8"></head><body>%s</body></html>' % body


def as_tex(sheets, preamble=""):
    def escape(text):
        for a, b in (("\\", ""), ("%", "\\%"), ("_", "\\_"), ("+", "{+}"), ("&", "\\&"), ("#", "\\#")):
            text = text.replace(a, b)
        return text
    body = "\n\\newpage\n".join("\n\n".join(escape(line) for line in sheet) for sheet in sheets)
    return "\\documentclass{article}%s\\setlength{\\parindent}{0pt}\\begin{document}%s\\end{document}" % (preamble, body)


def as_text(sheets):
    return "\f".join("\n".join(sheet) + "\n" for sheet in sheets)


def as_troff(sheets):
    return ".bp\n".join("".join(".br\n%s\n" % line.replace("\\", "").replace("-", "\\-") for line in sheet) for sheet in sheets)


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def chromium(work, sheets, out, text=None):
    source = write(os.path.join(work, "a.html"), text or as_html(sheets))
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=" + work + "/p",
        "--print-to-pdf=" + out, "file://" + source)


def wkhtmltopdf(work, sheets, out):
    run("wkhtmltopdf", "--quiet", write(os.path.join(work, "a.html"), as_html(sheets)), out,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=work))


def weasyprint(work, sheets, out, text=None):
    run("weasyprint", write(os.path.join(work, "a.html"), text or as_html(sheets)), out)


def latex(work, sheets, out, preamble=""):
    write(os.path.join(work, "a.tex"), as_tex(sheets, preamble))
    run("pdflatex", "-interaction=batchmode", "a.tex", cwd=work)
    shutil.copy(os.path.join(work, "a.pdf"), out)


def dvips(work, sheets, out):
    write(os.path.join(work, "a.tex"), as_tex(sheets))
    run("latex", "-interaction=batchmode", "a.tex", cwd=work)
    run("dvips", "-q", "a.dvi", "-o", "a.ps", cwd=work)
    run("ps2pdf", os.path.join(work, "a.ps"), out)


def libreoffice(work, sheets, out, text=None):
    source = write(os.path.join(work, "a.html"), text or as_html(sheets))
    run("soffice", "-env:UserInstallation=file://" + work + "/lo", "--headless", "--convert-to",
        "pdf", "--infilter=HTML (StarWriter)", "--outdir", work, source)
    shutil.copy(os.path.join(work, "a.pdf"), out)


def groff(work, sheets, out):
    with open(out, "wb") as f:
        subprocess.run(["groff", "-Tpdf"], input=as_troff(sheets).encode(), stdout=f, check=True)


def enscript(work, sheets, out):
    source = write(os.path.join(work, "a.txt"), as_text(sheets))
    run("enscript", "-q", "-B", "-o", os.path.join(work, "a.ps"), source)
    run("ps2pdf", os.path.join(work, "a.ps"), out)


def cairo(work, sheets, out):
    sources = []
    for i, sheet in enumerate(sheets):
        text = "".join('<text x="40" y="%d" font-size="11" font-family="DejaVu Sans">%s</text>' % (60 + 20 * n, html.escape(line))
                       for n, line in enumerate(sheet))
        sources.append(write(os.path.join(work, "%d.svg" % i),
                             '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="800">%s</svg>' % text))
    run("rsvg-convert", "-f", "pdf", "-o", out, *sources)


def png(path):
    rows = b"".join(b"\0" + bytes(((x * y) % 256 for x in range(120))) for y in range(120))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 120, 120, 8, 0, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def raw(objects, root=1):
    out, offsets = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)


def stream(data, filters=1):
    for _ in range(filters):
        data = zlib.compress(data, 9)
    return b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(data), b"/FlateDecode " * filters) + data + b"\nendstream"


def one_page(content):
    return raw([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
                content, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"])


def bomb(start, filling, megabytes):
    """Text that grows by run lengths inside of a compression, to sixty thousand times its size."""
    packer = zlib.compressobj(9)
    packed = packer.compress(bytes([len(start) - 1]) + start if start else b"")
    for _ in range(megabytes):
        packed += packer.compress((b"\x81" + filling) * 8192)
    packed += packer.compress(b"\x80") + packer.flush()
    return (b"<< /Length %d /Filter [/FlateDecode /RunLengthDecode] >>\nstream\n" % len(packed)) + packed + b"\nendstream"


def hostile():
    def put(name, data, reason):
        with open(os.path.join(OUT, name + ".pdf"), "wb") as f:
            f.write(data)
        manifest[name] = {"producer": "by hand", "unscannable": reason} if reason else {"producer": "by hand", "findings": []}

    hello = stream(b"BT /F 12 Tf 72 700 Td (Hello) Tj ET")
    put("no-pages", raw([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), "no pages")
    put("header-alone", b"%PDF-1.7\n", "damaged")
    put("garbage", b"%PDF-1.4\n" + bytes((i * 7919) % 251 for i in range(4000)), "damaged")
    put("blank-page", one_page(stream(b"q Q")), "no text")
    put("zip-bomb", one_page(bomb(b"BT /F 12 Tf (", b"a", 4096)), "memory|seconds")
    put("zip-bomb-of-spaces", one_page(bomb(b"", b" ", 4096)), "memory|seconds|no text")
    put("deep-arrays", one_page(stream(b"BT /F 12 Tf " + b"[" * 400000 + b"]" * 400000 + b" TJ ET")), "deep|damaged|no text|memory")
    deep = b"".join(b"<< /A " for _ in range(20000))
    put("deep-dictionaries", one_page(hello).replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /X " + deep + b"1"), None)
    forms = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
             stream(b"/X Do")]
    for level in range(40):
        forms.append(stream(b"/X Do /X Do").replace(
            b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> " % (level + 6), 1))
    forms.append(stream(b"q Q").replace(b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] ", 1))
    put("form-bomb", raw(forms), "seconds|deep")
    levels = 26
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(levels):
        tree.append(b"<< /Type /Pages /Count %d /Kids [%d 0 R %d 0 R] >>" % (2 ** (levels - level), level + 3, level + 3))
    tree.append(b"<< /Type /Page /MediaBox [0 0 9 9] /Contents %d 0 R /Resources << /Font << /F %d 0 R >> >> >>"
                % (levels + 3, levels + 4))
    tree += [hello, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    put("page-tree-bomb", raw(tree), None)
    put("page-tree-cycle", raw([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        "pages|damaged")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    wanted = [
        ("chromium-1", chromium, {}), ("chromium-2", chromium, {}),
        ("chromium-table", chromium, {"of": as_table}),
        ("wkhtmltopdf-1", wkhtmltopdf, {}), ("wkhtmltopdf-2", wkhtmltopdf, {}),
        ("weasyprint-1", weasyprint, {}), ("weasyprint-table", weasyprint, {"of": as_table}),
        ("weasyprint-justified", weasyprint, {"of": lambda s: as_html(s, "body{width:90mm;text-align:justify;font-size:9pt}p{letter-spacing:.2pt}")}),
        ("latex-1", latex, {}), ("latex-t1", latex, {"preamble": "\\usepackage[T1]{fontenc}"}),
        ("latex-typewriter", latex, {"preamble": "\\renewcommand{\\familydefault}{\\ttdefault}"}),
        ("latex-dvips", dvips, {}),
        ("libreoffice-1", libreoffice, {}), ("libreoffice-2", libreoffice, {}),
        ("libreoffice-table", libreoffice, {"of": as_table}),
        ("groff-1", groff, {}), ("groff-2", groff, {}),
        ("ghostscript-1", enscript, {}), ("ghostscript-2", enscript, {}),
        ("cairo-1", cairo, {}), ("cairo-2", cairo, {}), ("cairo-3", cairo, {}),
    ]
    for seed, (name, producer, options) in enumerate(wanted, 1):
        # LibreOffice leaves out the page breaks of HTML.
        sheets, planted = pages(seed, 1 if producer is libreoffice else 1 + seed % 3)
        out = os.path.join(OUT, name + ".pdf")
        with tempfile.TemporaryDirectory() as work:
            options = dict(options)
            of = options.pop("of", None)
            if of:
                options["text"] = of(sheets)
            try:
                producer(work, sheets, out, **options)
            except (subprocess.SubprocessError, OSError) as e:
                print("cannot make", name, e, file=sys.stderr)
                continue
        manifest[name] = {"producer": name.split("-")[0], "findings": planted}
        print(name, os.path.getsize(out))

    def derived(name, source, *options):
        run("qpdf", *options, os.path.join(OUT, source + ".pdf"), os.path.join(OUT, name + ".pdf"))
        manifest[name] = {"producer": "qpdf", "findings": manifest[source]["findings"]}

    derived("qpdf-linearized", "latex-1", "--linearize")
    derived("qpdf-object-streams", "cairo-1", "--object-streams=generate")
    derived("qpdf-uncompressed", "groff-1", "--stream-data=uncompress")
    derived("qpdf-owner-password", "cairo-2", "--encrypt", "", "owner", "256", "--extract=n", "--")
    derived("qpdf-password", "cairo-3", "--encrypt", "secret", "owner", "256", "--")
    manifest["qpdf-password"] = {"producer": "qpdf", "unscannable": "encrypted"}
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=" + os.path.join(OUT, "ghostscript-distilled.pdf"),
        os.path.join(OUT, "chromium-1.pdf"))
    manifest["ghostscript-distilled"] = {"producer": "ghostscript", "findings": manifest["chromium-1"]["findings"]}
    with tempfile.TemporaryDirectory() as work:
        run("img2pdf", png(os.path.join(work, "a.png")), "-o", os.path.join(OUT, "img2pdf-image.pdf"))
    manifest["img2pdf-image"] = {"producer": "img2pdf", "unscannable": "no text"}
    whole = open(os.path.join(OUT, "libreoffice-1.pdf"), "rb").read()
    with open(os.path.join(OUT, "cut-off.pdf"), "wb") as f:
        f.write(whole[:1500])
    manifest["cut-off"] = {"producer": "by hand", "unscannable": "damaged|no pages|no text"}
    hostile()
    with open(os.path.join(HERE, "manifest.json"), "w") as f:
        json.dump(manifest, f, indent=1, sort_keys=True)
        f.write("\n")
    print(len(manifest), "files")


if __name__ == "__main__":
    main()
