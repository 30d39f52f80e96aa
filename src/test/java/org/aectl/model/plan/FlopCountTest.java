package org.aectl.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.config.load.ConfigLoader;
import org.aectl.data.ExampleShape;
import org.junit.jupiter.api.Test;

/** Each expected number is counted by hand, product by product. */
class FlopCountTest {
    private static final int CLASSES = 10;

    private static NetworkPlan plan(ExampleShape example, String model) {
        return NetworkPlan.of(
                ConfigLoader.parse("""
                        name: count
                        data: { type: builtin, name: mnist-mini }
                        model: { %s }
                        """.formatted(model), "count.yaml").model(), example, CLASSES);
    }

    @Test
    void aDenseNetworkNeedsNoGradientOfItsInput() {
        NetworkPlan plan = plan(ExampleShape.features(10), "type: ae, latent: 3, encoder: { layers: [8] }");

        // 10-8-3-8-10
        assertThat(FlopCount.encoding(plan)).isEqualTo(2 * (80 + 24));
        assertThat(FlopCount.training(plan, 1)).isEqualTo(2 * 2 * 80 + 3 * 2 * (24 + 24 + 80));
    }

    @Test
    void tiedWeightsSaveNoProduct() {
        String model = "type: ae, latent: 3, encoder: { layers: [8] }";
        NetworkPlan tied = plan(ExampleShape.features(10), model + ", tied: true");
        NetworkPlan free = plan(ExampleShape.features(10), model);

        assertThat(tied.parameters()).isLessThan(free.parameters());
        assertThat(FlopCount.training(tied, 1)).isEqualTo(FlopCount.training(free, 1));
    }

    @Test
    void aConvolutionIsCountedAtEachPlaceAndATransposedOneLikeTheOneItUndoes() {
        NetworkPlan plan = plan(
                new ExampleShape(3, 8, 6),
                "type: ae, latent: 2, encoder: { type: conv, filters: [5], kernel: [3], stride: [2] }");

        // 3 x 8 x 6 becomes 5 x 4 x 3: 12 places of 5 filters of 3 x 3 x 3 weights; its 60 values become 2.
        int convolution = 2 * 12 * 5 * 27;
        int dense = 2 * 60 * 2;
        assertThat(plan).hasToString("6x8x3-3x4x5-2-3x4x5-6x8x3");
        assertThat(FlopCount.encoding(plan)).isEqualTo(convolution + dense);
        assertThat(FlopCount.training(plan, 1)).isEqualTo(2 * convolution + 3 * (dense + dense + convolution));
    }

    @Test
    void aFilterThatStaysWithinThePictureHasFewerPlaces() {
        NetworkPlan plan = plan(
                new ExampleShape(1, 5, 5),
                "type: ae, latent: 1, encoder: { type: conv, filters: [2], kernel: [3], stride: [1], padding: valid }");

        assertThat(FlopCount.encoding(plan)).isEqualTo(2 * 9 * 2 * 9 + 2 * 18);
    }

    @Test
    void aVariationalNetworkHasTwoMomentsForEachUnitAndDecodesEachDraw() {
        NetworkPlan plan = plan(ExampleShape.features(10), "type: vae, latent: 3, encoder: { layers: [8] }");

        // 10-8-6, and for each draw 3-8-10
        int decoder = 2 * (24 + 80);
        assertThat(FlopCount.encoding(plan)).isEqualTo(2 * (80 + 48));
        assertThat(FlopCount.training(plan, 1)).isEqualTo(2 * 2 * 80 + 3 * 2 * 48 + 3 * decoder);
        assertThat(FlopCount.training(plan, 4)).isEqualTo(2 * 2 * 80 + 3 * 2 * 48 + 4 * 3 * decoder);
    }

    @Test
    void aLabelCostsNothingButTheWeightsBehindIt() {
        NetworkPlan plan = plan(ExampleShape.features(10), "type: cvae, latent: 3, encoder: { layers: [8] }");

        // 20-8-6, 13-8-10
        assertThat(FlopCount.training(plan, 1)).isEqualTo(2 * 2 * 160 + 3 * 2 * (48 + 104 + 80));
    }

    @Test
    void aNetworkOfAnySizeIsCounted() {
        NetworkPlan plan =
                plan(ExampleShape.features(2_000_000_000), "type: ae, latent: 1, encoder: { layers: [2000000000] }");

        assertThat(FlopCount.encoding(plan)).isEqualTo(2 * (4e18 + 2e9));
    }
}
