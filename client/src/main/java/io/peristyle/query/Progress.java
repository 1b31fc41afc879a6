package io.peristyle.query;

/**
 * How far a query has come, summed over all that the server told so far.
 *
 * @param readRows rows read
 * @param readBytes bytes read, uncompressed
 * @param totalRowsToRead rows expected in all; 0 if the server does not know
 * @param writtenRows rows written
 * @param writtenBytes bytes written, uncompressed
 * @param elapsedNanos the server's own time; 0 before revision 54460
 */
public record Progress(
        long readRows, long readBytes, long totalRowsToRead, long writtenRows, long writtenBytes, long elapsedNanos) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0);

    /** This and what was done since. */
    public Progress plus(Progress increment) {
        return new Progress(
                readRows + increment.readRows,
                readBytes + increment.readBytes,
                totalRowsToRead + increment.totalRowsToRead,
                writtenRows + increment.writtenRows,
                writtenBytes + increment.writtenBytes,
                elapsedNanos + increment.elapsedNanos);
    }
}
