package org.aectl.config.bind;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.base.NearestWord;

/** What other programs and papers call the keys and words of a config. */
final class Synonyms {
    /** Our key, then what it is called elsewhere, in small letters only. */
    private static final Map<String, String> KEYS = table(
            "learningRate: lr alpha eta stepsize rate",
            "latent: latentdim latentdims latentsize latentunits code codesize codedim bottleneck zdim zsize nz embeddingdim"
                    + " embeddingsize encodingdim ncomponents",
            "layers: hidden hiddenlayers hiddenunits hiddensizes hiddendims units neurons nodes",
            "batchSize: batch bs minibatch minibatchsize",
            "epochs: nepochs numepochs maxepochs iterations passes",
            "reconstruction: loss lossfunction criterion likelihood objective",
            "l2: weightdecay decay regularization",
            "optimizer: optim solver",
            "schedule: scheduler lrscheduler learningrateschedule lrdecay",
            "gradientClip: clip clipnorm clipvalue gradclip gradientclipping",
            "earlyStopping: earlystop stopping",
            "validation: val validationsplit valsplit validationfraction validationsize",
            "test: testsplit testsize testfraction",
            "scale: normalize normalization normalisation standardize scaler scaling preprocessing",
            "resize: size imagesize targetsize",
            "limit: maxrows nrows samples",
            "delimiter: sep separator",
            "label: target labelcolumn y",
            "path: file filename folder dir directory",
            "seed: randomstate randomseed",
            "activation: nonlinearity activationfunction",
            "batchNormalization: batchnorm bn",
            "initialWeights: init initializer kernelinitializer weightinit",
            "noise: corruption noisefactor",
            "mmd: wae waemmd maximummeandiscrepancy discrepancy",
            "contraction: contractive contractiveloss contractivepenalty jacobian lambda",
            "sigma: std stddev noiselevel",
            "kernel: kernelsize filtersize",
            "filters: channels hiddenchannels",
            "stride: subsampling",
            "beta: klweight kldweight",
            "tied: tiedweights");

    private static final Map<String, String> WORDS = table(
            "gaussian: mse meansquarederror squarederror l2 normal gauss",
            "bernoulli: bce crossentropy binarycrossentropy logloss binary",
            "poisson: count counts poissonnll",
            "vae: variational betavae variationalautoencoder",
            "cvae: conditional conditionalvae",
            "ae: autoencoder plain dense vanilla undercomplete deep convolutional conv cae",
            "dae: denoising denoisingautoencoder",
            "sae: stacked stackedautoencoder",
            "sparse: sparseautoencoder ksparse",
            "standard: standardize standardise zscore standardscaler",
            "minmax: minmaxscaler normalize normalise range",
            "unit: scale255 zeroone",
            "identity: linear none",
            "swish: silu",
            "leakyrelu: lrelu",
            "images: image pictures folder imagefolder png jpg jpeg",
            "npy: numpy npz",
            "csv: tsv table text",
            "builtin: mnist mnistmini fashionmnist",
            "sgd: gradientdescent momentum",
            "adam: adamw",
            "masking: dropout mask",
            "salt-and-pepper: saltpepper impulse",
            "iwae: importance",
            "conv: cnn convolutional convolution conv2d",
            "dense: mlp linear fullyconnected feedforward",
            "kl: kld kldivergence",
            "top-k: k ksparse",
            "learned: learnt trainable",
            "fixed: constant",
            "exponential: exp",
            "cosine: cosineannealing",
            "step: steplr");

    private Synonyms() {}

    /** Our key of this meaning. */
    static Optional<String> key(String name) {
        return Optional.ofNullable(KEYS.get(NearestWord.letters(name)));
    }

    /** The one of some words that means the same, or is nearest to it in its letters. */
    static Optional<String> word(String word, Collection<String> allowed) {
        String letters = NearestWord.letters(word);
        Optional<String> same = allowed.stream()
                .filter(candidate -> NearestWord.letters(candidate).equals(letters))
                .findFirst();
        if (same.isPresent()) {
            return same;
        }
        return Optional.ofNullable(WORDS.get(letters)).stream()
                .flatMap(words -> Stream.of(words.split(" ")))
                .filter(allowed::contains)
                .findFirst()
                .or(() -> NearestWord.of(word, allowed));
    }

    /** What more a word says than the one of ours that stands for it. */
    static String remark(String word, String ours) {
        boolean isBeta = NearestWord.letters(word).startsWith("beta") && ours.endsWith("vae");
        return isBeta ? ", with model.kl.beta" : "";
    }

    /** All targets of the tables, which a test looks up in the config. */
    static List<String> targets() {
        return Stream.concat(
                        KEYS.values().stream(), WORDS.values().stream().flatMap(words -> Stream.of(words.split(" "))))
                .distinct()
                .toList();
    }

    /** A word that means several of ours, each in its own place, has them side by side. */
    private static Map<String, String> table(String... lines) {
        return Stream.of(lines)
                .map(line -> line.split(": "))
                .flatMap(entry -> Stream.of(entry[1].split(" ")).map(word -> Map.entry(word, entry[0])))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (first, second) -> first + " " + second));
    }
}
