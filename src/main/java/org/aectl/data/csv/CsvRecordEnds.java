package org.aectl.data.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds line breaks that end a record: those that are not inside of quotes. A quote opens a field only as its first
 * character; inside, two of them stand for one.
 */
final class CsvRecordEnds {
    private static final byte QUOTE = '"';
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private enum State {
        /** Before a field's first character. */
        FIELD,
        /** In a field without quotes, or behind the quote that ended one. */
        PLAIN,
        QUOTED,
        /** Behind a quote that ends the field, unless another one follows. */
        QUOTE_SEEN
    }

    private final byte[] delimiter;
    private State state = State.FIELD;
    private boolean fromStart;

    /** @param delimiter may be several bytes in UTF-8 */
    CsvRecordEnds(char delimiter) {
        this.delimiter = String.valueOf(delimiter).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The next text begins with a record.
     *
     * @param atStart whether it is the start of the file, which may have a byte order mark
     */
    void restart(boolean atStart) {
        state = State.FIELD;
        fromStart = atStart;
    }

    /**
     * Goes on in a text.
     *
     * @param text from its start, where {@link #restart} was called
     * @param from where the last call ended
     * @return the place behind the last end of a record; 0 if there is none behind {@code from}. A carriage return at the
     *     very end is not yet known to be one
     */
    int last(byte[] text, int from, int to) {
        return state == State.QUOTED || state == State.QUOTE_SEEN || hasQuote(text, from, to)
                ? lastUnquoted(text, from, to)
                : lastLineBreak(text, Math.max(0, from - 1), to);
    }

    private static boolean hasQuote(byte[] text, int from, int to) {
        boolean found = false;
        for (int i = from; i < to; i++) {
            found |= text[i] == QUOTE;
        }
        return found;
    }

    /** Most files have no quotes, or few. */
    private int lastLineBreak(byte[] text, int from, int to) {
        int end = 0;
        for (int i = to - 1; i >= from && end == 0; i--) {
            end = endsLine(text, i, to) ? i + 1 : 0;
        }
        boolean isFieldNext = isLineBreak(text[to - 1]) || isBehind(delimiter, text, to) || isByteOrderMark(text, to);
        state = isFieldNext ? State.FIELD : State.PLAIN;
        return end;
    }

    private int lastUnquoted(byte[] text, int from, int to) {
        int end = from > 0 && state == State.FIELD && endsLine(text, from - 1, to) ? from : 0;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (state == State.QUOTED) {
                if (b == QUOTE) {
                    state = State.QUOTE_SEEN;
                }
            } else if (b == QUOTE && state != State.PLAIN) {
                state = State.QUOTED;
            } else if (isLineBreak(b)) {
                state = State.FIELD;
                if (endsLine(text, i, to)) {
                    end = i + 1;
                }
            } else {
                boolean isFieldNext = isBehind(delimiter, text, i + 1) || isByteOrderMark(text, i + 1);
                state = isFieldNext ? State.FIELD : State.PLAIN;
            }
        }
        return end;
    }

    private static boolean isLineBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    private static boolean endsLine(byte[] text, int place, int to) {
        return text[place] == '\n' || (text[place] == '\r' && place + 1 < to && text[place + 1] != '\n');
    }

    private boolean isByteOrderMark(byte[] text, int end) {
        return fromStart && end == BYTE_ORDER_MARK.length && isBehind(BYTE_ORDER_MARK, text, end);
    }

    /** The bytes of one character are never a part of another's, so that they can be compared by themselves. */
    private static boolean isBehind(byte[] character, byte[] text, int end) {
        int start = end - character.length;
        return start >= 0 && Arrays.equals(character, 0, character.length, text, start, end);
    }
}
