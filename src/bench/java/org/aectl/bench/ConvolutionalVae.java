package org.aectl.bench;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The network of configs/vae-conv.yaml in PyTorch's modules. */
final class ConvolutionalVae extends Module {
    static final int LATENT = 2;

    private static final int KERNEL = 3;
    private static final int FEATURES = 64;
    private static final int SIDE = Digits.SIDE / 2;
    private static final int UNITS = 32;

    private final Conv2dImpl first = convolution("first", 1, 32, 1);
    private final Conv2dImpl second = convolution("second", 32, FEATURES, 2);
    private final Conv2dImpl third = convolution("third", FEATURES, FEATURES, 1);
    private final Conv2dImpl fourth = convolution("fourth", FEATURES, FEATURES, 1);
    private final LinearImpl hidden = linear("hidden", FEATURES * SIDE * SIDE, UNITS);
    private final LinearImpl moments = linear("moments", UNITS, 2 * LATENT);
    private final LinearImpl picture = linear("picture", LATENT, FEATURES * SIDE * SIDE);
    private final ConvTranspose2dImpl larger = transposed("larger", FEATURES, 32, 2);
    private final ConvTranspose2dImpl last = transposed("last", 32, 1, 1);

    /** Distributions of codes, each [examples, LATENT]. */
    record Moments(Tensor means, Tensor logVariances) {}

    ConvolutionalVae() {
        TensorVector parameters = parameters();
        for (long i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            if (parameter.dim() == 4) {
                parameter.set_data(arranged(parameter.detach()));
            }
        }
    }

    /** Pictures or filters with their channels last in memory, by which a step is a quarter faster. */
    static Tensor arranged(Tensor pictures) {
        return pictures.contiguous(MemoryFormat.ChannelsLast);
    }

    private Conv2dImpl convolution(String name, int inputs, int filters, int stride) {
        Conv2dOptions options = new Conv2dOptions(inputs, filters, new LongPointer(square(KERNEL)));
        options.stride().put(square(stride));
        options.padding().put(new LongPointer(square(1)));
        return register_module(name, new Conv2dImpl(options));
    }

    private ConvTranspose2dImpl transposed(String name, int inputs, int filters, int stride) {
        ConvTranspose2dOptions options = new ConvTranspose2dOptions(inputs, filters, new LongPointer(square(KERNEL)));
        options.stride().put(square(stride));
        options.padding().put(square(1));
        // So that a stride of 2 gives exactly twice the size.
        options.output_padding().put(square(stride - 1));
        return register_module(name, new ConvTranspose2dImpl(options));
    }

    /** The same in height and width. */
    private static long[] square(int size) {
        return new long[] {size, size};
    }

    private LinearImpl linear(String name, int inputs, int outputs) {
        return register_module(name, new LinearImpl(inputs, outputs));
    }

    Moments moments(Tensor pictures) {
        Tensor features = first.forward(pictures).relu();
        features = second.forward(features).relu();
        features = third.forward(features).relu();
        features = fourth.forward(features).relu();
        TensorVector both =
                moments.forward(hidden.forward(features.flatten(1, -1)).relu()).chunk(2, 1);
        return new Moments(both.get(0), both.get(1));
    }

    private Tensor logits(Tensor codes) {
        Tensor features = picture.forward(codes).relu().view(-1, FEATURES, SIDE, SIDE);
        return last.forward(larger.forward(arranged(features)).relu());
    }

    /** Sum over the pixels, mean over the examples: the cross-entropy and the divergence. */
    Tensor loss(Tensor pictures) {
        Moments code = moments(pictures);
        Scalar half = new Scalar(0.5f);
        Tensor noise = torch.randn(pictures.size(0), LATENT);
        Tensor drawn = code.means().add(code.logVariances().mul(half).exp().mul(noise));
        Tensor crossEntropy = torch.binary_cross_entropy_with_logits(
                logits(drawn), pictures, new TensorOptional(), new TensorOptional(), torch.Reduction.Sum.value);
        Tensor divergence = code.means()
                .square()
                .add(code.logVariances().exp())
                .sub(code.logVariances())
                .sub(new Scalar(1f))
                .sum()
                .mul(half);
        return crossEntropy.add(divergence).div(new Scalar((float) pictures.size(0)));
    }
}
