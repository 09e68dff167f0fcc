package org.dibao.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "今年的潮水/早了半个月，/鱼汛也/提前。 | 今年的潮水早了半个月，鱼汛也提前。",
                "他說/「好」。/English line/next line | 他說「好」。English line next line",
                "next line 中文/English。/中文 | next line 中文 English。中文",
                "他说/“开船”/又说/——等等…… | 他说“开船”又说——等等……",
                "ひらがな/カタカナ/漢字 | ひらがなカタカナ漢字",
                "한국어 문장/다음 줄 | 한국어 문장 다음 줄",
                "a/b  c | a b c",
                "中 文　字 | 中 文 字",
                "中\u2028文 | 中 文",
                "𠮷/𠮷 | 𠮷𠮷",
                "/ 中/ | 中",
            })
    void linesAreJoinedAsTheirScriptIsWritten(String lines, String line) {
        assertThat(OneLine.of(lines.replace('/', '\n'))).isEqualTo(line);
    }
}
