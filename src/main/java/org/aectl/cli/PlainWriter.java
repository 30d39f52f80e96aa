package org.aectl.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import org.aectl.config.PlainText;

/**
 * Results on their way to what may be a terminal. Names of classes, runs and files come from outside; whatever command
 * prints one, no character of it steers the terminal.
 */
final class PlainWriter extends FilterWriter {
    PlainWriter(Writer out) {
        super(out);
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
        out.write(PlainText.lines(text));
    }
}
