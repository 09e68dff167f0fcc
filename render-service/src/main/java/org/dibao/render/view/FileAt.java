package org.dibao.render.view;

import org.dibao.contract.file.FileContent;
import org.jspecify.annotations.Nullable;

/**
 * The file at a path.
 *
 * @param content absent once it is withdrawn: the path answers 410 unless something else is there
 */
public record FileAt(@Nullable FileContent content) {}
