// What the page does beside showing: steps of a case, filters, links to folded places, copying, dark and light.
const all = (selector, within = document) => [...within.querySelectorAll(selector)]

for (const box of all('.case')) {
  const moments = all('.moment', box)
  const range = box.querySelector('input[type=range]')
  const [back, forth] = [box.querySelector('.back'), box.querySelector('.forth')]
  const show = (at) => {
    range.value = at
    const heading = moments[at]?.querySelector('h4')
    range.setAttribute('aria-valuetext', heading?.textContent ?? '')
    for (const moment of moments) moment.hidden = moment.dataset.at !== String(at)
    for (const row of all('.row', box)) row.classList.toggle('current', row.dataset.moment === String(at))
    back.disabled = at === 0
    forth.disabled = at === moments.length - 1
  }
  range.addEventListener('input', () => show(Number(range.value)))
  back.addEventListener('click', () => show(Number(range.value) - 1))
  forth.addEventListener('click', () => show(Number(range.value) + 1))
  for (const row of all('.row', box)) row.addEventListener('click', () => show(Number(row.dataset.moment)))
  if (moments.length > 0) show(moments.length - 1)
  box.classList.add('stepped')
}

const form = document.querySelector('.filters')
const requirements = all('.requirement').map((element) => ({ element, text: element.textContent.toLowerCase() }))
const filter = () => {
  const { text, ...chosen } = Object.fromEntries(new FormData(form))
  const words = text.toLowerCase().split(/\s+/)
  let shown = 0
  for (const { element, text: its } of requirements) {
    const fits =
      words.every((word) => its.includes(word)) &&
      Object.entries(chosen).every(([name, value]) => value === '' || element.dataset[name] === value)
    element.hidden = !fits
    if (fits) shown++
  }
  form.querySelector('output').textContent = `${shown} of ${requirements.length}`
}
form.addEventListener('input', filter)
form.addEventListener('submit', (event) => event.preventDefault())

// A link leads to its place even where that is folded away or filtered out.
const arrive = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (place === null) return
  if (place.hidden) {
    form.reset()
    filter()
  }
  for (let around = place; around !== null; around = around.parentElement)
    if (around.tagName === 'DETAILS') around.open = true
  place.scrollIntoView()
  const target = place.tagName === 'DETAILS' ? place.querySelector('summary') : place
  target.focus({ preventScroll: true })
}
addEventListener('hashchange', arrive)
if (location.hash !== '') arrive()
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]')
  if (link !== null && link.getAttribute('href') === location.hash) arrive()
})

for (const button of all('.copy')) {
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code')
    const said = await navigator.clipboard.writeText(code.textContent).then(
      () => 'Copied',
      () => {
        getSelection().selectAllChildren(code)
        return 'Selected'
      },
    )
    button.textContent = said
  })
}

const root = document.documentElement
document.querySelector('.theme').addEventListener('click', () => {
  const dark = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  root.dataset.theme = dark === 'dark' ? 'light' : 'dark'
})
