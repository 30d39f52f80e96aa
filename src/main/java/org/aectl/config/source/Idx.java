package org.aectl.config.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.bind.Doc;
import org.jspecify.annotations.Nullable;

/** IDX files as MNIST has them, plain or gzipped. */
@Doc("IDX files as MNIST has them, plain or gzipped.")
public record Idx(
        @Doc("IDX file of the training examples.") Path images,
        @Doc("IDX file of their labels.") @Nullable Path labels,
        @Doc("IDX file of the test examples.") @Nullable Path testImages,
        @Doc("IDX file of their labels.") @Nullable Path testLabels)
        implements SourceConfig {
    @Override
    public Optional<Files> files() {
        return Optional.of(new Files(images, labels, testImages, testLabels, false));
    }

    @Override
    public Idx withFiles(Path examples, @Nullable Path other) {
        return new Idx(examples, other, null, null);
    }

    @Override
    public Optional<SourceConfig> withLabels(String place) {
        return Optional.of(withFiles(images, Path.of(place)));
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        Rules rules = new Rules(problem);
        files().ifPresent(files -> rules.labels("data.testImages", files));
        rules.distinct("data.testImages", images, testImages);
        if (images.equals(labels)) {
            problem.accept("data.labels", "is the file of the examples");
        }
    }
}
