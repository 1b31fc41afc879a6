package io.peristyle.cli.statement;

/**
 * Follows SQL character by character and knows whether it is inside quotes, a comment or a heredoc. Nothing is looked up
 * ahead, so that text may be followed while it is still being typed.
 */
final class SqlScanner {
    /** Where a character stands. */
    enum Place {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        QUOTED,
        HEREDOC
    }

    private final StringBuilder tag = new StringBuilder();

    private Place place = Place.CODE;
    private char quote;
    private boolean escaped;
    private char previous;
    private int commentDepth;
    /** In a heredoc, how much of its closing tag the last characters are; in code, whether a tag has begun. */
    private int tagMatched = -1;

    /** Where the next character will stand, as far as it does not change that itself. */
    Place place() {
        return place;
    }

    /** Whether {@link #tag} may yet become the opening of a heredoc. */
    private boolean inTag() {
        return place == Place.CODE && tagMatched >= 0;
    }

    /** Takes the next character; says where it stands. */
    Place take(char c) {
        Place before = place;
        switch (place) {
            case CODE -> code(c);
            case LINE_COMMENT -> {
                if (c == '\n') {
                    leave();
                }
            }
            case BLOCK_COMMENT -> blockComment(c);
            case QUOTED -> quoted(c);
            case HEREDOC -> heredoc(c);
        }
        return before == Place.CODE ? place : before;
    }

    private void code(char c) {
        if (inTag() && tag(c)) {
            previous = c;
            return;
        }
        if (c == '\'' || c == '"' || c == '`') {
            place = Place.QUOTED;
            quote = c;
        } else if (c == '\u2018' || c == '\u201c') {
            place = Place.QUOTED;
            quote = (char) (c + 1);
        } else if (((c == '-' || c == '/') && previous == c) || ((c == ' ' || c == '!') && previous == '#')) {
            place = Place.LINE_COMMENT;
        } else if (c == '*' && previous == '/') {
            place = Place.BLOCK_COMMENT;
            commentDepth = 1;
            previous = 0;
            return;
        } else if (c == '$' && !isWord(previous)) {
            tag.setLength(0);
            tagMatched = 0;
        }
        previous = c;
    }

    /** Takes a character behind a dollar; false if there is no tag, and it is code like any other. */
    private boolean tag(char c) {
        if (isWord(c) && c != '$') {
            tag.append(c);
            return true;
        }
        tagMatched = -1;
        if (c == '$') {
            tag.insert(0, '$').append('$');
            place = Place.HEREDOC;
            tagMatched = 0;
            return true;
        }
        return false;
    }

    private void heredoc(char c) {
        // A tag has dollars at its ends alone: after a mismatch, only a dollar can begin a new match.
        if (tag.charAt(tagMatched) == c) {
            tagMatched++;
        } else {
            tagMatched = c == '$' ? 1 : 0;
        }
        if (tagMatched == tag.length()) {
            leave();
        }
    }

    private void blockComment(char c) {
        if (c == '/' && previous == '*') {
            commentDepth--;
            previous = 0;
            if (commentDepth == 0) {
                leave();
            }
        } else if (c == '*' && previous == '/') {
            commentDepth++;
            previous = 0;
        } else {
            previous = c;
        }
    }

    private void quoted(char c) {
        // A doubled quote ends one quoted text and begins another, which comes to the same.
        if (escaped) {
            escaped = false;
        } else if (c == '\\' && quote < '\u2018') {
            // In typographic quotes the server knows no escapes.
            escaped = true;
        } else if (c == quote) {
            leave();
        }
    }

    private void leave() {
        place = Place.CODE;
        previous = 0;
        tagMatched = -1;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
