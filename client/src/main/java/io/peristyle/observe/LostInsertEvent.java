package io.peristyle.observe;

/**
 * An insert in the background failed, or was not even begun, so that its rows were not stored, or not certainly. Nobody else
 * may have heard of it.
 *
 * @param target the table as it was named, or the statement with placeholders, not with their values
 * @param rows how many rows; -1 if that is not known
 * @param failure why; {@link io.peristyle.error.ClickHouseException#outcome()} says what may be concluded
 */
public record LostInsertEvent(String target, long rows, Throwable failure) {
    /** Characters of a statement's text that are kept: events wait in memory. */
    public static final int MAXIMUM_TARGET_LENGTH = QueryEvent.Statement.MAXIMUM_SQL_LENGTH;

    public LostInsertEvent {
        target = target.length() > MAXIMUM_TARGET_LENGTH ? target.substring(0, MAXIMUM_TARGET_LENGTH) : target;
    }
}
