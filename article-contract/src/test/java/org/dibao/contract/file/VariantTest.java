package org.dibao.contract.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dibao.contract.article.ArticlePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "image/jpeg,1000,600,320.webp 640.webp 960.webp 1280.webp 320.jpg 640.jpg 960.jpg",
        "image/png,4000,100,320.webp 640.webp 960.webp 1280.webp 1920.webp 320.png 640.png 960.png 1280.png 1920.png",
        "image/gif,640,480,320.webp 640.webp",
        "image/webp,640,480,320.webp",
        "image/jpeg,320,1000,''",
        "image/avif,1000,600,''",
        "image/svg+xml,1000,600,''",
        "image/webp,1000,50000,320.webp"
    })
    void whichThereAreFollowsFromThePicture(String type, int width, int height, String names) {
        assertThat(String.join(
                        " ",
                        Variant.of(picture(type, width, height)).stream()
                                .map(Variant::name)
                                .toList()))
                .isEqualTo(names);
    }

    @Test
    void whatHasNoSizeHasNone() {
        assertThat(Variant.of(new FileContent(HASH, 1, "image/jpeg", null, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/images/ferry.jpg", "/图/渡船, 1.jpg", "/media/0123456789abcdef/a.png"})
    void anAddressTellsThePictureAndTheVariant(String path) {
        FileContent picture = picture("image/jpeg", 1000, 600);
        FilePath of = new FilePath(path);

        for (Variant variant : Variant.of(picture)) {
            String address = variant.address(of, picture);
            Variant.Address found = Variant.at(ArticlePath.decode(address)).orElseThrow();

            assertThat(address).doesNotContain(",").startsWith("/media/" + variant.width() + "/0123456789abcdef/");
            assertThat(found).isEqualTo(new Variant.Address(variant, of, "0123456789abcdef"));
            assertThat(found.isOf(picture)).isTrue();
            assertThat(Variant.named(variant.name())).contains(variant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/641/0123456789abcdef/a.jpg.webp",
                "/media/640/0123456789abcde/a.jpg.webp",
                "/media/640/0123456789abcdef/a.jpg.gif",
                "/media/640/0123456789abcdef/api/a.jpg.webp",
                "/media/640/0123456789abcdef/../a.jpg.webp",
                "/media/0123456789abcdef/640.webp"
            })
    void otherAddressesAreThoseOfNoVariant(String path) {
        assertThat(Variant.at(path)).isEmpty();
    }

    @Test
    void aVariantOfAnotherRevisionIsNoneOfThisOne() {
        Variant.Address address = new Variant.Address(
                Variant.named("640.webp").orElseThrow(), new FilePath("/a.jpg"), "fedcba9876543210");

        assertThat(address.isOf(picture("image/jpeg", 1000, 600))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2400,1260,50,50,'0,0 2400x1260 1200x630'",
        "3000,1000,0,50,'0,0 1905x1000 1200x630'",
        "3000,1000,100,50,'1095,0 1905x1000 1200x630'",
        "1000,2000,50,30,'0,338 1000x525 1000x525'",
        "1200,630,50,50,''",
        "500,2000,50,50,''",
        "5000,300,50,50,''"
    })
    void aPreviewIsAsMuchAsFitsAroundTheFocalPoint(int width, int height, int x, int y, String crop) {
        FileContent picture = picture("image/png", width, height).focusedOn(new Focus(x, y));

        assertThat(Variant.crop(picture)
                        .map(it -> it.x() + "," + it.y() + " " + it.width() + "x" + it.height() + " " + it.shownWidth()
                                + "x" + it.shownHeight())
                        .orElse(""))
                .isEqualTo(crop);
        assertThat(Variant.preview(picture).isPresent()).isEqualTo(!crop.isEmpty());
    }

    @Test
    void aPreviewIsOneOfItsFocalPoint() {
        FileContent picture = picture("image/jpeg", 2000, 1000).focusedOn(new Focus(30, 100));
        FilePath of = new FilePath("/images/ferry.jpg");
        Variant preview = Variant.preview(picture).orElseThrow();

        assertThat(preview.address(of, picture))
                .isEqualTo("/media/preview-30-100/0123456789abcdef/images/ferry.jpg.jpg");
        Variant.Address found = Variant.at(preview.address(of, picture)).orElseThrow();
        assertThat(found.isOf(picture)).isTrue();
        assertThat(found.isOf(picture.focusedOn(null))).isFalse();
        assertThat(Variant.named(preview.name())).contains(preview);
        assertThat(Variant.at("/media/preview-30-101/0123456789abcdef/a.jpg.jpg"))
                .isEmpty();
        assertThat(Variant.preview(picture("image/svg+xml", 2000, 1000))).isEmpty();
    }

    @Test
    void aFocalPointIsTwoPercentages() {
        assertThat(Focus.parse("30,40")).isEqualTo(Focus.parse(" 30% 40% ")).isEqualTo(new Focus(30, 40));
        for (String bad : new String[] {"", "30", "30,101", "-1,5", "1.5,2", "30,40,50"}) {
            assertThatThrownBy(() -> Focus.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static FileContent picture(String type, int width, int height) {
        return new FileContent(HASH, 1, type, width, height);
    }
}
