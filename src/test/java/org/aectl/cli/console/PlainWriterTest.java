package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainWriterTest {
    private final StringWriter written = new StringWriter();
    private final PlainWriter writer = new PlainWriter(written, Integer.MAX_VALUE);

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

    @Test
    void linesThatDoNotFitAreBrokenBetweenWordsHoweverTheyComeToBe() {
        PrintWriter printer = new PrintWriter(new PlainWriter(written, 20), true);
        printer.printf("%s, ", "one two three");
        printer.println("four five six");
        printer.println("  1234567890 12345678 12345678");
        printer.println("name          value  ");
        printer.print("the end has no end of its line");
        printer.close();

        assertThat(written.toString().lines())
                .containsExactly(
                        "one two three, four",
                        "  five six",
                        "  1234567890",
                        "    12345678",
                        "    12345678",
                        "name          value",
                        "the end has no end",
                        "  of its line");
    }

    @Test
    void nothingIsBrokenWhereNoTerminalIs() {
        PrintWriter printer = new PrintWriter(writer, true);
        printer.println("word ".repeat(100));

        assertThat(written).hasToString("word ".repeat(100) + System.lineSeparator());
    }
}
