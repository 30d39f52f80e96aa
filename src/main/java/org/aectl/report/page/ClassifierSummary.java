package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Counts;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.infer.TrainedClassifier;
import org.aectl.report.Numbers;
import org.aectl.report.page.Summary.Headline;
import org.aectl.report.page.Summary.InfoBox;
import org.aectl.report.page.Summary.Row;
import org.aectl.run.Manifest;
import org.aectl.run.checkpoint.ClassifierCheckpoint;
import org.aectl.run.checkpoint.Finetuning;
import org.aectl.run.checkpoint.TestAccuracy;
import org.jspecify.annotations.Nullable;

/** What the page about a classifier begins with, and the rows at its end. */
final class ClassifierSummary {
    private final ClassifierPage.Facts run;
    private final ClassifierCheckpoint checkpoint;
    private final @Nullable ConfusionMatrix confusion;
    private final String data;

    private ClassifierSummary(ClassifierPage.Facts run, @Nullable ConfusionMatrix confusion, String data) {
        this.run = run;
        this.checkpoint = run.model().checkpoint();
        this.confusion = confusion;
        this.data = data;
    }

    /**
     * Words it.
     *
     * @param confusion of the examples that were measured; null where there are none
     * @param data that they are of
     */
    static Summary of(ClassifierPage.Facts run, @Nullable ConfusionMatrix confusion, String data) {
        ClassifierSummary summary = new ClassifierSummary(run, confusion, data);
        return new Summary(
                summary.lead(), summary.headlines(), List.of(summary.classifier(), summary.data(), summary.training()));
    }

    private @Nullable TestAccuracy accuracy() {
        return run.manifest() == null ? null : run.manifest().accuracy();
    }

    private String lead() {
        Finetuning made = checkpoint.finetuning();
        StringBuilder text = new StringBuilder("A classifier of ")
                .append(RunFacts.examples(checkpoint.shape()))
                .append(" into ")
                .append(Numbers.count(checkpoint.classes().size()))
                .append(" classes: the encoder of ")
                .append(made.parent().run())
                .append(made.frozen() ? ", left as it was, and a new layer." : " and a new layer, trained on labels.");
        TestAccuracy onTest = accuracy();
        if (confusion != null) {
            double share = confusion.accuracy();
            text.append(String.format(
                    Locale.ROOT,
                    " It finds the class of %s of %s of %s (standard error %s)",
                    Numbers.share(share),
                    Counts.of(confusion.examples(), "example"),
                    data,
                    Numbers.share(Math.sqrt(share * (1 - share) / confusion.examples()))));
            text.append(onTest == null || share == onTest.finetuned() ? others(onTest) + "." : ".");
        }
        if (onTest != null && (confusion == null || confusion.accuracy() != onTest.finetuned())) {
            text.append(" On its own test split it finds ")
                    .append(Numbers.share(onTest.finetuned()))
                    .append(others(onTest))
                    .append('.');
        }
        return text.toString();
    }

    /** What else finds how many of the test examples; empty where there is nothing to compare with. */
    private static String others(@Nullable TestAccuracy measured) {
        if (measured == null) {
            return "";
        }
        List<String> others = new ArrayList<>();
        if (measured.ofRegression() != null) {
            others.add("logistic regression on the features finds " + Numbers.share(measured.ofRegression()));
        }
        if (measured.fromScratch() != null) {
            others.add("the same network from random weights " + Numbers.share(measured.fromScratch()));
        }
        return others.isEmpty() ? "" : "; " + String.join(", ", others);
    }

    private List<Headline> headlines() {
        List<Headline> headlines = new ArrayList<>();
        if (confusion != null) {
            headlines.add(new Headline(Numbers.share(confusion.accuracy()), "of " + data + " found (accuracy)"));
        }
        TestAccuracy measured = accuracy();
        if (measured != null && measured.ofRegression() != null) {
            headlines.add(
                    new Headline(Numbers.share(measured.ofRegression()), "by logistic regression on the features"));
        }
        if (measured != null && measured.fromScratch() != null) {
            headlines.add(
                    new Headline(Numbers.share(measured.fromScratch()), "by the same network from random weights"));
        }
        Manifest manifest = run.manifest();
        int epochs = checkpoint.progress().epoch();
        headlines.add(
                manifest == null
                        ? new Headline(Numbers.count(epochs), "epochs of training")
                        : new Headline(
                                Numbers.duration(manifest.seconds()), "of training, " + Counts.of(epochs, "epoch")));
        return headlines;
    }

    private InfoBox classifier() {
        var network = TrainedClassifier.plan(checkpoint);
        Finetuning.Parent parent = checkpoint.finetuning().parent();
        return new InfoBox(
                "Classifier",
                List.of(
                        new Row("Encoder", parent.run() + ", epoch " + parent.epoch()),
                        new Row("Network", network.toString()),
                        new Row("Parameters", Numbers.count(network.parameters())),
                        new Row("Classes", Numbers.count(checkpoint.classes().size()))));
    }

    private InfoBox data() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Source", checkpoint.config().data().source().describe()));
        rows.add(new Row("Example", checkpoint.shape().toString()));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            rows.add(new Row("Rows", Summary.rows(manifest.rows())));
        }
        int labels = checkpoint.finetuning().labelsPerClass();
        rows.add(new Row("Labels", labels == 0 ? "all" : Numbers.count(labels) + " of each class"));
        return new InfoBox("Data", rows);
    }

    private InfoBox training() {
        Finetuning made = checkpoint.finetuning();
        List<Row> rows = new ArrayList<>(List.of(
                new Row("Optimizer", "adam, learning rate " + Summary.number(made.learningRate())),
                new Row("Batch", Counts.of(made.batchSize(), "example")),
                new Row("Head alone", made.frozen() ? "all epochs" : Counts.of(made.headEpochs(), "epoch")),
                new Row("Seed", Long.toString(made.seed()))));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            rows.addAll(Summary.end(manifest));
        }
        return new InfoBox("Training", rows);
    }
}
