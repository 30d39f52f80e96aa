package org.aectl.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import org.aectl.base.PlainText;

/**
 * Results on their way to what may be a terminal. Names of classes, runs and files come from outside; whatever command
 * prints one, no character of it steers the terminal. Lines that the terminal would break in the middle of a word are
 * broken between words.
 */
public final class PlainWriter extends FilterWriter {
    private final int columns;
    private final StringBuilder line = new StringBuilder();

    /** @param columns of a line, at most */
    public PlainWriter(Writer out, int columns) {
        super(out);
        this.columns = columns;
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.substring(offset, offset + length));
    }

    @Override
    public void write(String text) throws IOException {
        String plain = PlainText.lines(text);
        if (columns == Integer.MAX_VALUE) {
            out.write(plain);
            return;
        }
        int begin = 0;
        for (int end = plain.indexOf('\n'); end >= 0; end = plain.indexOf('\n', begin)) {
            line.append(plain, begin, end);
            out.write(wrapped() + System.lineSeparator());
            begin = end + 1;
        }
        line.append(plain, begin, plain.length());
    }

    private String wrapped() {
        String wrapped = Wrapping.wrap(line.toString().stripTrailing(), columns);
        line.setLength(0);
        return wrapped;
    }

    /** Gives out the last line, even where it has no end. What it is written to stays open: it is the program's. */
    @Override
    public void close() throws IOException {
        out.write(wrapped());
        out.flush();
    }
}
