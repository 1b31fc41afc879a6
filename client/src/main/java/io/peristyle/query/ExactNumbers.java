package io.peristyle.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in the rows of an INSERT's own text. SQL takes all but integers of 64 bits for a {@code Float64}, which is not even
 * exact for 1.1 in a Decimal; a text is converted to the type of its column digit by digit.
 */
final class ExactNumbers {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d{1,9}+)?(?![\\w.$])");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);
    private static final int DIGITS_OF_64_BITS = 20;
    private static final int DIGITS_OF_FLOAT64 = 15;

    /** No number of any type has so many digits; taking it apart would be work for nothing. */
    private static final int LONGEST = 400;

    private ExactNumbers() {}

    /**
     * The same rows, with texts in place of the numbers of each column that has one which SQL would not take as it is: rows that
     * are joined must have the same types. Beside an expression, which the server takes for what it is, that is done for numbers
     * of more digits than a {@code Float64} surely keeps; the server then refuses the statement.
     */
    static List<List<String>> of(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<List<String>> exact = new ArrayList<>();
        rows.forEach(row -> exact.add(new ArrayList<>(row)));
        for (int column = 0; column < columns; column++) {
            rewrite(exact, column);
        }
        return exact;
    }

    private static void rewrite(List<List<String>> rows, int column) {
        boolean literals = true;
        boolean inexact = false;
        boolean cut = false;
        for (List<String> row : rows) {
            List<Span> numbers = column < row.size() ? numbers(row.get(column)) : List.of();
            literals &= numbers != null;
            for (Span span : numbers == null ? List.<Span>of() : numbers) {
                String number = row.get(column).substring(span.from, span.to);
                inexact |= integer(number) == null;
                cut |= isCut(number);
            }
        }
        if (literals || cut) {
            for (List<String> row : rows) {
                if (column < row.size()) {
                    row.set(column, rewritten(row.get(column), inexact));
                }
            }
        }
    }

    private static String rewritten(String literal, boolean asTexts) {
        List<Span> numbers = numbers(literal);
        if (numbers == null) {
            return literal;
        }
        StringBuilder exact = new StringBuilder();
        int done = 0;
        for (Span span : numbers) {
            String number = literal.substring(span.from, span.to);
            BigInteger integer = integer(number);
            String quote = asTexts ? "'" : "";
            exact.append(literal, done, span.from).append(quote);
            exact.append(integer != null ? integer : number.startsWith("+") ? number.substring(1) : number);
            exact.append(quote);
            done = span.to;
        }
        return exact.append(literal, done, literal.length()).toString();
    }

    /** The integer of 64 bits that a number is, however it is written; null if it is none. */
    private static @Nullable BigInteger integer(String number) {
        if (number.length() > LONGEST) {
            return null;
        }
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        if (value.scale() > 0 || value.precision() - value.scale() > DIGITS_OF_64_BITS) {
            return null;
        }
        BigInteger integer = value.toBigIntegerExact();
        return integer.compareTo(LEAST) < 0 || integer.compareTo(LARGEST) > 0 ? null : integer;
    }

    /** Whether a {@code Float64} is too short for a number that is no integer of 64 bits. */
    private static boolean isCut(String number) {
        return integer(number) == null
                && (number.length() > LONGEST
                        || new BigDecimal(number).stripTrailingZeros().precision() > DIGITS_OF_FLOAT64);
    }

    /** Where numbers stand in a literal, which may be an array or a tuple; null if it is no literal. */
    private static @Nullable List<Span> numbers(String literal) {
        List<Span> numbers = new ArrayList<>();
        SqlPieces pieces = new SqlPieces(literal);
        Matcher number = NUMBER.matcher(literal);
        boolean valueExpected = true;
        int numberEnd = 0;
        while (pieces.next()) {
            if (pieces.start() < numberEnd) {
                continue;
            }
            Boolean next = valueExpected ? behindValue(pieces) : behindSeparator(pieces);
            if (next == null && valueExpected && number.find(pieces.start()) && number.start() == pieces.start()) {
                numberEnd = number.end();
                numbers.add(new Span(number.start(), numberEnd));
                next = false;
            }
            if (next == null) {
                return null;
            }
            valueExpected = next;
        }
        return numbers;
    }

    /** Whether a value is expected behind the piece, which stands where one is; null if it is none, or a number. */
    private static @Nullable Boolean behindValue(SqlPieces pieces) {
        if (pieces.isSign('[') || pieces.isSign('(')) {
            return true;
        }
        boolean value = pieces.isSign(']') || pieces.isSign(')') || pieces.isText() || pieces.is("NULL");
        return value ? false : null;
    }

    private static @Nullable Boolean behindSeparator(SqlPieces pieces) {
        if (pieces.isSign(',')) {
            return true;
        }
        // A doubled quote stands for one, and makes two pieces of a text.
        boolean within = pieces.isText() || pieces.isSign(']') || pieces.isSign(')');
        return within ? false : null;
    }

    private record Span(int from, int to) {}
}
