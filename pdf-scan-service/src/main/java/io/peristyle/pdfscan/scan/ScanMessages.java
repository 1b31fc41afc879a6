package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What goes over the pipes between the service and a process that scans; no text of a document is part of it. */
final class ScanMessages {
    private static final int SCANNED = 1;
    private static final int UNSCANNABLE = 2;
    private static final int UNREADABLE = 3;

    private ScanMessages() {}

    static void write(DataOutputStream out, ScanResult result) throws IOException {
        if (result instanceof ScanResult.Scanned scanned) {
            out.writeByte(SCANNED);
            out.writeInt(scanned.pages());
            out.writeInt(scanned.findings().size());
            for (PageFinding finding : scanned.findings()) {
                out.writeUTF(finding.type().name());
                out.writeInt(finding.page());
                out.writeDouble(finding.confidence());
            }
        } else if (result instanceof ScanResult.Unscannable unscannable) {
            out.writeByte(UNSCANNABLE);
            out.writeUTF(unscannable.reason());
        }
        out.flush();
    }

    static void write(DataOutputStream out, UnreadableFileException failure) throws IOException {
        out.writeByte(UNREADABLE);
        out.writeUTF(String.valueOf(failure.getMessage()));
        out.flush();
    }

    /**
     * Reads what the process says of a file.
     *
     * @throws UnreadableFileException if it could not read the file
     * @throws IOException if it has ended, or writes something else
     */
    static ScanResult read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        if (kind == UNSCANNABLE) {
            return new ScanResult.Unscannable(in.readUTF());
        }
        if (kind == UNREADABLE) {
            throw new UnreadableFileException(in.readUTF());
        }
        int pages = in.readInt();
        int count = in.readInt();
        if (kind != SCANNED || count < 0 || count > PdfReader.MAXIMUM_FINDINGS) {
            throw new IOException("the scanner gave no answer");
        }
        List<PageFinding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            findings.add(new PageFinding(type(in.readUTF()), in.readInt(), in.readDouble()));
        }
        return new ScanResult.Scanned(pages, findings);
    }

    private static FindingType type(String name) throws IOException {
        try {
            return FindingType.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("the scanner gave no answer", unknown);
        }
    }
}
