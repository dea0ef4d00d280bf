const ways = new Set<Promise<boolean>>()

/** Notes that a file of a form is on its way; `way` says whether it arrived or was given up. It must not be rejected. */
export function noteUnderWay(way: Promise<boolean>): void {
  ways.add(way)
  void way.finally(() => ways.delete(way))
}

/**
 * Waits for the files of forms that are on their way: who saves before a photo has arrived must not lose it.
 * @returns false when one did not arrive; its place in the form says why, and nothing should be sent
 */
export const filesArrived = async (): Promise<boolean> => (await Promise.all(ways)).every(Boolean)
