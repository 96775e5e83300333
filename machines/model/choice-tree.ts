interface ChoiceNode {
  readonly number: number
  readonly next: (ChoiceNode | undefined)[]
}

/** Numbers sequences of choices in order of first sight; the empty one is 0. */
export class ChoiceTree {
  readonly #root: ChoiceNode = { number: 0, next: [] }
  readonly #sequences: (readonly number[])[] = [[]]

  number(choices: readonly number[]): number {
    let node = this.#root
    for (let length = 0; length < choices.length; length++) {
      const pick = choices[length] as number
      node = node.next[pick] ?? this.#grow(node, pick, choices.slice(0, length + 1))
    }
    return node.number
  }

  sequence(number: number): readonly number[] {
    return this.#sequences[number] ?? []
  }

  #grow(node: ChoiceNode, pick: number, choices: readonly number[]): ChoiceNode {
    const grown = { number: this.#sequences.push(choices) - 1, next: [] }
    node.next[pick] = grown
    return grown
  }
}
