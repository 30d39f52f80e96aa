package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.aectl.cli.Screen;
import org.aectl.config.load.ConfigLoader;
import org.aectl.task.train.TrainRequest;
import org.aectl.task.train.TrainTask;
import org.aectl.train.StopRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressDisplayTest {
    private static final int EPOCHS = 12;
    private static final Pattern ROW = Pattern.compile(" +\\d+/12[* ] +\\d.*");

    @TempDir
    private Path models;

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 100, 200})
    void leavesATableThatFitsItsTerminalAndNothingElse(int columns) throws IOException {
        StringWriter err = new StringWriter();

        train(new Messages(new PrintWriter(err), false, false, true, () -> columns));

        Screen screen = Screen.showing(err.toString(), columns);
        assertThat(err.toString()).as("something was painted").contains("epoch 1/12  ");
        assertThat(screen.wrapped()).isEmpty();
        assertThat(screen.lines().get(0)).startsWith("  epoch ");
        assertThat(screen.lines().subList(1, 1 + EPOCHS))
                .allMatch(line -> ROW.matcher(line).matches());
        assertThat(screen.lines()).hasSize(EPOCHS + 2).endsWith("").doesNotHaveDuplicates();
    }

    @Test
    void followsAWindowThatChangesItsSize() throws IOException {
        Iterator<Integer> sizes = IntStream.iterate(0, i -> i + 1)
                .map(i -> new int[] {200, 40, 100, 30, 80}[i % 5])
                .iterator();
        int[] columns = {200};
        StringWriter err = new StringWriter();
        StringBuilder wrapped = new StringBuilder();
        IntSupplier width = () -> {
            // What was written so far fitted the window that it was written for.
            wrapped.append(Screen.showing(err.toString(), columns[0]).wrapped().stream()
                    .reduce("", String::concat));
            err.getBuffer().setLength(0);
            columns[0] = sizes.next();
            return columns[0];
        };

        train(new Messages(new PrintWriter(err), false, false, true, width));

        assertThat(wrapped.toString()).isEmpty();
    }

    /** A terminal breaks the line that is painted into several when its window becomes narrower; all of them must go. */
    @Test
    void leavesNothingBehindWhenTheWindowBecomesNarrower() {
        StringWriter err = new StringWriter();
        int[] columns = {100};
        Messages messages = new Messages(new PrintWriter(err), false, false, true, () -> columns[0]);
        Screen screen = new Screen(columns[0]);
        for (int next : new int[] {40, 20, 80, 30}) {
            messages.paint(new StatusLine("epoch 1/12", 0.5, List.of("0:32 left", "loss 115.6", "validation 120.8")));
            screen.write(err.toString());
            err.getBuffer().setLength(0);
            columns[0] = next;
            screen.resize(next);
        }

        messages.info("done");
        screen.write(err.toString());

        assertThat(screen.lines()).containsExactly("done", "");
    }

    /** Stages have the same columns, so one header is enough for all of them. */
    @Test
    void showsAStageOfManyShortEpochsInOneRow() throws IOException {
        StringWriter err = new StringWriter();
        Messages messages = new Messages(new PrintWriter(err), false, false, false, () -> 10);

        train(new ProgressDisplay(messages, 1000), "type: sae, pretraining: { epochs: 5 }");

        assertThat(err.toString().lines().map(String::strip).map(line -> line.replaceFirst("[* ].*", "")))
                .containsExactly("epoch", "pretraining", "5/5", "pretraining", "5/5", "training:", "12/12");
    }

    @Test
    void paintsNothingWhereNobodyWatches() throws IOException {
        StringWriter err = new StringWriter();

        train(new Messages(new PrintWriter(err), false, false, false, () -> 10));

        assertThat(err.toString()).doesNotContain("\r", "\u001B");
        assertThat(err.toString().lines()).hasSize(EPOCHS + 1);
        assertThat(err.toString().lines().findFirst())
                .hasValueSatisfying(header ->
                        assertThat(header).containsSubsequence("epoch", "loss", "validation", "time", "examples/s"));
    }

    @Test
    void namesThePartsOfTheLossForWhoWantsToKnow() throws IOException {
        StringWriter err = new StringWriter();

        train(new Messages(new PrintWriter(err), false, true, false, () -> 10));

        assertThat(err.toString().lines().skip(1))
                .hasSize(EPOCHS)
                .allSatisfy(row -> assertThat(row)
                        .containsSubsequence("training.reconstruction ", "training.kl ", "validation.kl "));
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "9, 0:09", "61, 1:01", "3599, 59:59", "3600, 1:00:00", "90061, 25:01:01"})
    void saysTimesAsAClockDoes(long seconds, String text) {
        assertThat(ProgressDisplay.duration(seconds)).isEqualTo(text);
    }

    private void train(Messages messages) throws IOException {
        train(new ProgressDisplay(messages), "type: vae");
    }

    private void train(ProgressDisplay shown, String family) throws IOException {
        TrainRequest request = TrainRequest.anew(
                ConfigLoader.parse("""
                        name: shown
                        data: { type: builtin, name: mnist-mini, limit: 60 }
                        model: { %s, latent: 2, encoder: { layers: [4] } }
                        training: { epochs: 12, batchSize: 5 }
                        """.formatted(family), "test.yaml"), models, true, List.of("train"));
        try (TrainTask task = new TrainTask(request);
                ProgressDisplay display = shown) {
            task.run(List.of(display), new StopRequest());
        }
    }
}
