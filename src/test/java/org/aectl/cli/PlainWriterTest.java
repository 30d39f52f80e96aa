package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainWriterTest {
    private final StringWriter written = new StringWriter();
    private final PlainWriter writer = new PlainWriter(written);

    @Test
    void nothingSteersTheTerminalByWhateverMethodItIsWritten() throws IOException {
        writer.write('\u001B');
        writer.write("a\u001B[31m");
        writer.write("(a\u009Bb)", 1, 3);
        writer.write("(a\u202Eb)".toCharArray(), 1, 3);
        writer.append("c\u0007").append('\u0008').append("(\u007Fd)", 1, 3);

        assertThat(written).hasToString("?a?[31ma?ba?bc???d");
    }

    @Test
    void linesTabsAndWordsStayAsTheyAre() {
        PrintWriter printer = new PrintWriter(writer, true);
        printer.printf("%s\t%d%n", "\u00E4\u65E5", 1);
        printer.print("end\r\n");
        printer.flush();

        assertThat(written).hasToString("\u00E4\u65E5\t1" + System.lineSeparator() + "end\r\n");
    }
}
