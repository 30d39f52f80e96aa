package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Counts;
import org.aectl.eval.ConfusionMatrix;
import org.aectl.infer.TrainedClassifier;
import org.aectl.report.Numbers;
import org.aectl.report.page.Summary.Fact;
import org.aectl.report.page.Summary.Figure;
import org.aectl.report.page.Summary.Subject;
import org.aectl.run.Manifest;
import org.aectl.run.checkpoint.ClassifierCheckpoint;
import org.aectl.run.checkpoint.Finetuning;
import org.aectl.run.checkpoint.TestAccuracy;
import org.jspecify.annotations.Nullable;

/** What the page about a classifier begins with, and the facts at its end. */
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
                summary.lead(), summary.figures(), List.of(summary.classifier(), summary.data(), summary.training()));
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

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (confusion != null) {
            figures.add(new Figure(Numbers.share(confusion.accuracy()), "of " + data + " found (accuracy)"));
        }
        TestAccuracy measured = accuracy();
        if (measured != null && measured.ofRegression() != null) {
            figures.add(new Figure(Numbers.share(measured.ofRegression()), "by logistic regression on the features"));
        }
        if (measured != null && measured.fromScratch() != null) {
            figures.add(new Figure(Numbers.share(measured.fromScratch()), "by the same network from random weights"));
        }
        Manifest manifest = run.manifest();
        int epochs = checkpoint.progress().epoch();
        figures.add(
                manifest == null
                        ? new Figure(Numbers.count(epochs), "epochs of training")
                        : new Figure(
                                Numbers.duration(manifest.seconds()), "of training, " + Counts.of(epochs, "epoch")));
        return figures;
    }

    private Subject classifier() {
        var network = TrainedClassifier.plan(checkpoint);
        Finetuning.Parent parent = checkpoint.finetuning().parent();
        return new Subject(
                "Classifier",
                List.of(
                        new Fact("Encoder", parent.run() + ", epoch " + parent.epoch()),
                        new Fact("Network", network.toString()),
                        new Fact("Parameters", Numbers.count(network.parameters())),
                        new Fact("Classes", Numbers.count(checkpoint.classes().size()))));
    }

    private Subject data() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Source", checkpoint.config().data().source().describe()));
        facts.add(new Fact("Example", checkpoint.shape().toString()));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            facts.add(new Fact("Rows", Summary.rows(manifest.rows())));
        }
        int labels = checkpoint.finetuning().labelsPerClass();
        facts.add(new Fact("Labels", labels == 0 ? "all" : Numbers.count(labels) + " of each class"));
        return new Subject("Data", facts);
    }

    private Subject training() {
        Finetuning made = checkpoint.finetuning();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Optimizer", "adam, learning rate " + Summary.number(made.learningRate())),
                new Fact("Batch", Counts.of(made.batchSize(), "example")),
                new Fact("Head alone", made.frozen() ? "all epochs" : Counts.of(made.headEpochs(), "epoch")),
                new Fact("Seed", Long.toString(made.seed()))));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            facts.addAll(Summary.end(manifest));
        }
        return new Subject("Training", facts);
    }
}
