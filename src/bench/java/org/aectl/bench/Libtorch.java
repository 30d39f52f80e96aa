package org.aectl.bench;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's own library in Java, whose engine for DJL lacks transposed convolutions: written as its users write it in C++,
 * the data as one tensor, batches as rows of it, noise and losses by its own operations.
 */
@SuppressWarnings("try") // Scopes are opened for what closing them does.
final class Libtorch implements Work {
    private final Workload workload;
    private final ConvolutionalVae network;
    private final Adam optimizer;
    private final Tensor digits;
    private final int[] order;

    Libtorch(Workload workload) {
        this.workload = workload;
        torch.manual_seed(0);
        this.network = new ConvolutionalVae();
        this.optimizer = new Adam(network.parameters(), new AdamOptions(Workload.LEARNING_RATE));
        try (PointerScope scope = new PointerScope()) {
            Tensor view = torch.from_blob(
                    new FloatPointer(Digits.values(workload.examples())),
                    workload.examples(),
                    1,
                    Digits.SIDE,
                    Digits.SIDE);
            this.digits = view.clone().retainReference();
        }
        this.order = Digits.shuffled(workload.examples());
    }

    @Override
    public int examples() {
        return workload.epochs() * workload.examples();
    }

    @Override
    public void run() {
        for (int epoch = 0; epoch < workload.epochs(); epoch++) {
            for (int first = 0; first < order.length; first += workload.batch()) {
                // Everything that a step makes is freed with it.
                try (PointerScope step = new PointerScope()) {
                    Tensor batch = batch(first);
                    if (workload.kind() == Workload.Kind.EMBEDDING) {
                        embed(batch);
                    } else {
                        train(batch);
                    }
                }
            }
        }
    }

    private Tensor batch(int first) {
        long[] rows = new long[Math.min(workload.batch(), order.length - first)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = order[first + i];
        }
        return ConvolutionalVae.arranged(digits.index_select(0, Tensor.create(rows)));
    }

    private void embed(Tensor batch) {
        try (NoGradGuard none = new NoGradGuard()) {
            float[] codes = new float[(int) batch.size(0) * ConvolutionalVae.LATENT];
            new FloatPointer(network.moments(batch).means().contiguous().data_ptr_float()).get(codes);
        }
    }

    private void train(Tensor batch) {
        optimizer.zero_grad();
        Tensor loss = network.loss(batch);
        loss.backward();
        optimizer.step();
    }
}
