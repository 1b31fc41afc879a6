package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;

/**
 * That something was found on a page.
 *
 * @param page from 1
 * @param confidence above 0 to 1
 */
public record PageFinding(FindingType type, int page, double confidence) {}
