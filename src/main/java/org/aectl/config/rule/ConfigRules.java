package org.aectl.config.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.aectl.config.Activation;
import org.aectl.config.DataConfig;
import org.aectl.config.Domain;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.bind.Node;
import org.aectl.config.bind.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What no single key can show to be wrong: keys that contradict each other, and keys that would be accepted and do
 * nothing. Each section is checked as soon as it is bound, also if another one is not.
 */
public record ConfigRules(Node.Mapping root, Problems problems) {
    /** Output activations that cannot give the negative values that standardised data has. */
    private static final Set<Activation> NEVER_NEGATIVE = EnumSet.of(
            Activation.RELU, Activation.SIGMOID, Activation.HARDSIGMOID, Activation.SOFTPLUS, Activation.RECTIFIEDTANH);

    /** Sections are null where they could not be bound. */
    public void check(
            @Nullable String name,
            @Nullable DataConfig data,
            @Nullable ModelConfig model,
            @Nullable TrainingConfig training) {
        if (name != null && !name.isEmpty()) {
            checkName(name);
        }
        if (data != null) {
            checkSplits(data);
            checkBinarize(data);
            checkClasses(data);
            checkMissing(data);
            data.source().check(this::problem);
        }
        if (model != null) {
            checkModel(model);
            codeRules().check(model);
            new VariationalRules(this::problem).check(model);
            new PretrainingRules(this::problem).check(model);
        }
        if (training != null) {
            checkTraining(training);
        }
        if (model != null && training != null) {
            codeRules().check(model, training);
            new VariationalRules(this::problem).check(model, training);
        }
        if (data != null && model != null) {
            checkLikelihood(data, model);
            checkConditional(data, model);
        }
        if (data != null && training != null) {
            checkMetric(data, training);
        }
    }

    private CodeRules codeRules() {
        Node model = root.at("model");
        Node noise = model == null ? null : model.at("noise");
        return new CodeRules(this::problem, noise != null && noise.kind() == Node.Kind.LIST);
    }

    private void checkName(String name) {
        ExperimentConfig.problemOfName(name).ifPresent(message -> problem("name", message));
    }

    private void checkSplits(DataConfig data) {
        Double test = data.test();
        if (data.source().hasTest()) {
            if (test != null) {
                problem("data.test", "has no use: the source has a test split of its own");
            }
            return;
        }
        double testShare = test == null ? DataConfig.DEFAULT_TEST : test;
        if (data.validation() + testShare >= 1) {
            problem(
                    "data.validation",
                    "and data.test must leave rows for the training, were " + data.validation() + " and " + testShare);
        }
    }

    private void checkBinarize(DataConfig data) {
        if (data.binarize() != DataConfig.Binarize.NONE && data.scale() == DataConfig.Scale.STANDARD) {
            problem(
                    "data.binarize",
                    "needs values in [0,1], which data.scale standard does not give; use unit or minmax");
        }
    }

    private void checkClasses(DataConfig data) {
        List<String> classes = data.classes();
        if (classes == null) {
            return;
        }
        if (classes.isEmpty()) {
            problem("data.classes", "must name at least one class; leave it out to use all");
        } else if (Set.copyOf(classes).size() < classes.size()) {
            problem("data.classes", "names a class twice: " + String.join(", ", classes));
        }
    }

    private void checkMissing(DataConfig data) {
        if (data.missing().isAllowed() && !data.source().mayLackValues()) {
            problem(
                    "data.missing",
                    EnumNames.of(data.missing()) + " has no use with data.type "
                            + EnumNames.of(data.source().getClass()) + ", whose values cannot be missing");
        }
    }

    /** The test split would hold classes that the model is conditional on and has never seen. */
    private void checkConditional(DataConfig data, ModelConfig model) {
        if (data.classes() != null && model.isConditional()) {
            problem(
                    "data.classes",
                    "cannot be combined with model.type " + EnumNames.of(model.type())
                            + ": the test split keeps all classes, and the model would know nothing of those left out");
        }
    }

    private void checkModel(ModelConfig model) {
        model.encoder().check("model.encoder", this::problem);
        if (model.decoder() != null) {
            model.decoder().check("model.decoder", this::problem);
        }
        if (model.tied() && model.decoder() != null) {
            problem("model.decoder", "cannot be given with model.tied: a tied decoder mirrors the encoder");
        } else if (model.tied() && model.encoder().convolutions() > 0) {
            problem("model.tied", "is for fully connected layers; model.encoder is of type conv");
        }
        LikelihoodKind likelihood = model.reconstruction();
        if (likelihood.output() != null && model.outputActivation() != null) {
            problem(
                    "model.outputActivation",
                    "has no use with model.reconstruction " + EnumNames.of(likelihood) + ", whose output is "
                            + likelihood.output());
        }
    }

    private void checkLikelihood(DataConfig data, ModelConfig model) {
        Domain domain = model.reconstruction().domain();
        if (domain.isLeftBy(data.scale())) {
            problem(
                    "model.reconstruction",
                    "%s needs values in %s, which data.scale %s does not give; use %s"
                            .formatted(
                                    EnumNames.of(model.reconstruction()),
                                    domain,
                                    EnumNames.of(data.scale()),
                                    domain.scales()));
        } else if (data.scale() == DataConfig.Scale.STANDARD
                && model.outputActivation() != null
                && NEVER_NEGATIVE.contains(model.outputActivation())) {
            problem(
                    "model.outputActivation",
                    EnumNames.of(model.outputActivation()) + " cannot give the negative values of data.scale standard");
        }
    }

    private void checkTraining(TrainingConfig training) {
        TrainingConfig.GradientClip clip = training.gradientClip();
        if (clip != null && clip.norm() == null && clip.value() == null) {
            problem("training.gradientClip", "needs norm, value or both");
        }
        checkDivergence(training);
        if (training.warmupEpochs() > training.epochs()) {
            problem(
                    "training.warmupEpochs",
                    "must be at most training.epochs (" + training.epochs() + "), was " + training.warmupEpochs());
        }
    }

    private void checkDivergence(TrainingConfig training) {
        if (training.rollbacks() != null && training.onDivergence() == TrainingConfig.OnDivergence.STOP) {
            problem("training.rollbacks", "has no use with training.onDivergence stop");
        }
    }

    private void checkMetric(DataConfig data, TrainingConfig training) {
        TrainingConfig.EarlyStopping stopping = training.earlyStopping();
        if (stopping == null) {
            return;
        }
        String path = "training.earlyStopping.metric";
        List<String> parts = List.of(stopping.metric().split("\\.", 2));
        if (parts.size() < 2
                || !(parts.get(0).equals("training") || parts.get(0).equals("validation"))) {
            problem(
                    path,
                    "must be a metric of a split, such as validation.loss or training.loss, was " + stopping.metric());
        } else if (parts.get(0).equals("validation") && data.validation() == 0) {
            problem(path, stopping.metric() + " needs validation rows, but data.validation is 0");
        }
    }

    private void problem(String path, String message) {
        problems.add(root.placeOf(path), path + " " + message);
    }
}
