package io.peristyle.pdfscan.web;

/** The names that clients give their files. */
final class FileNames {
    private static final int LONGEST = 255;
    private static final String NAMELESS = "document.pdf";

    private FileNames() {}

    /**
     * The name without directories, control characters and those that turn the direction of writing; all else, such as HTML, is
     * left to whoever shows it to escape.
     */
    static String plain(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR)
                .limit(LONGEST)
                .forEach(plain::appendCodePoint);
        String text = plain.toString().strip();
        return text.isEmpty() || text.equals(".") || text.equals("..") ? NAMELESS : text;
    }
}
